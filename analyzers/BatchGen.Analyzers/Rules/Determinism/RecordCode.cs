using BatchGen.Analyzers.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Determinism;

/// <summary>
/// Checks code in which records come into being: all bodies of job classes, and the constructors, initializers and getters of payload
/// types. Code elsewhere, such as a test that makes up a sample, is nobody's run.
/// </summary>
internal sealed class RecordCode(IRecordCodeRule rule, KnownTypes known)
{
    private readonly IdentityMembers _identities = new(rule.AttributeOf(known));

    public void Check(OperationBlockAnalysisContext context)
    {
        if (context.OwningSymbol.ContainingType is not { } type)
        {
            return;
        }

        if (IsJobCode(type))
        {
            IdentitySinks sinks = new(known, _identities);
            foreach (VolatileIdentity found in context.OperationBlocks.SelectMany(block => sinks.In(block, method => IsJobCode(method.ContainingType))))
            {
                Report(context, found);
            }
        }
        else if (_identities.Has(type))
        {
            CheckPayload(context);
        }
    }

    private void CheckPayload(OperationBlockAnalysisContext context)
    {
        switch (context.OwningSymbol)
        {
            case IPropertySymbol or IFieldSymbol when _identities.Contains(context.OwningSymbol):
                ReportValues(context, context.OwningSymbol, context.OperationBlocks.SelectMany(static block => block.ChildOperations.DefaultIfEmpty(block)));
                break;
            case IMethodSymbol { MethodKind: MethodKind.PropertyGet, AssociatedSymbol: { } property } when _identities.Contains(property):
                ReportValues(context, property, context.OperationBlocks.SelectMany(Returned));
                break;
            case IMethodSymbol { MethodKind: MethodKind.Constructor }:
                IdentitySinks sinks = new(known, _identities);
                foreach (VolatileIdentity found in context.OperationBlocks.SelectMany(block => sinks.In(block, static _ => true)))
                {
                    Report(context, found);
                }

                break;
        }
    }

    private void ReportValues(OperationBlockAnalysisContext context, ISymbol member, IEnumerable<IOperation> values)
    {
        foreach (IOperation value in values)
        {
            if (new VolatileFlow(known).Trace(value) is { } source)
            {
                Report(context, new(member, source));
            }
        }
    }

    private void Report(OperationBlockAnalysisContext context, VolatileIdentity found) =>
        context.ReportDiagnostic(rule.Report(found.Source.Source.Syntax.GetLocation(), _identities.Name, found.Member, found.Source));

    private static IEnumerable<IOperation> Returned(IOperation block) =>
        block.DescendantsAndSelf().OfType<IReturnOperation>().Select(static found => found.ReturnedValue).OfType<IOperation>();

    // A job's class, the types inside of it, and base classes that have stages for jobs.
    private bool IsJobCode(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            if (AttributeReader.Find(current, known.BatchJob) is not null
                || current.GetMembers().Any(member => member is IMethodSymbol method && StageSource.KindOf(method, known) is not null))
            {
                return true;
            }
        }

        return false;
    }
}
