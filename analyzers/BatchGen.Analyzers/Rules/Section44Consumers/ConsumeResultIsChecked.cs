using System.Collections.Immutable;
using BatchGen.Analyzers.Rules.Kafka;
using BatchGen.Analyzers.Rules.Kafka.Configuration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section44Consumers;

/// <summary>BWS4409: what <c>Consume</c> gives is not always a record: null after a timeout, or the end of a partition.</summary>
internal sealed class ConsumeResultIsChecked() : Rule(Definition), IKafkaRule
{
    /// <summary>The condition under which there is no record, for the fix.</summary>
    public const string ConditionProperty = "Condition";

    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS4409",
        RuleCategory.Consumers,
        DiagnosticSeverity.Warning,
        clause: "4.4",
        title: "A consumed result is checked",
        messageFormat: "{0} {1}: check {2} before it is used",
        description: "A quiet topic is no error, but a consumer that takes the missing record for one stops with a NullReferenceException.");

    public void Register(KafkaRegistration registration)
    {
        EndOfPartition end = new(registration.Kafka);
        registration.Start.RegisterOperationBlockStartAction(start =>
        {
            OperationBag<IInvocationOperation> calls = new();
            start.RegisterOperationAction(
                context =>
                {
                    IInvocationOperation call = (IInvocationOperation)context.Operation;
                    if (call.TargetMethod.Name == "Consume" && KafkaSymbols.IsMethodOf(call.TargetMethod, registration.Kafka.Consumer))
                    {
                        calls.Add(call);
                    }
                },
                OperationKind.Invocation);
            start.RegisterOperationBlockEndAction(context =>
            {
                foreach (IInvocationOperation call in calls.Items)
                {
                    Check(call, end, context.ReportDiagnostic);
                }
            });
        });
    }

    private void Check(IInvocationOperation call, EndOfPartition end, Action<Diagnostic> report)
    {
        ILocalSymbol? local = LocalOf(call);
        IOperation? ofNull = HasTimeout(call) ? FirstUseOf(call, local) : null;
        IOperation? ofEnd = end.FirstUseOf(call, local);
        if (ofNull is not null)
        {
            string condition = ofEnd is null ? "{0} is null" : "{0} is null || {0}.IsPartitionEOF";
            Report(report, call, ofNull, local, condition, "is null when the timeout of Consume passes without a record", "it for null");
        }
        else if (ofEnd is not null)
        {
            string problem = "has no Message at the end of a partition, which EnablePartitionEof reports";
            Report(report, call, ofEnd, local, "{0}.IsPartitionEOF", problem, "IsPartitionEOF");
        }
    }

    private void Report(
        Action<Diagnostic> report, IInvocationOperation call, IOperation use, ILocalSymbol? local, string condition, string problem, string check)
    {
        string name = local?.Name ?? "";
        report(Diagnostic.Create(
            RawDescriptor,
            use.Syntax.GetLocation(),
            [call.Syntax.GetLocation()],
            ImmutableDictionary<string, string?>.Empty.Add(ConditionProperty, condition.Replace("{0}", name)),
            use == call ? "The result" : $"'{name}'",
            problem,
            check));
    }

    private static bool HasTimeout(IInvocationOperation call) =>
        call.Arguments is [{ Parameter.Type: { } type, Value: { } timeout }]
        && (type.SpecialType == SpecialType.System_Int32 || type is { Name: "TimeSpan", ContainingNamespace.Name: "System" })
        && !IsEndless(ConfigValues.Unwrap(timeout));

    private static ILocalSymbol? LocalOf(IInvocationOperation call) => ConfigValues.ParentOf(call) switch
    {
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol,
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation target, Parent: IExpressionStatementOperation } => target.Local,
        _ => null,
    };

    private static bool IsEndless(IOperation timeout) =>
        timeout.ConstantValue is { HasValue: true, Value: < 0 }
        || timeout is IMemberReferenceOperation { Member.Name: "InfiniteTimeSpan" };

    /// <summary>Where the result is used as if there were one: the reference whose member is taken, or the call itself.</summary>
    private static IOperation? FirstUseOf(IInvocationOperation call, ILocalSymbol? local)
    {
        if (IsDereferenced(call))
        {
            return call;
        }

        if (local is null)
        {
            return null;
        }

        // Whatever else is done with the result first may be the check: a comparison, a pattern, a helper that is given it. And when a
        // lambda or local function runs, the order of the source does not say.
        IOperation? first = ClientUse.ReferencesTo(local, call)
            .Where(reference => reference.Syntax.SpanStart >= call.Syntax.Span.End)
            .OrderBy(static reference => reference.Syntax.SpanStart)
            .FirstOrDefault();
        return first is not null
            && IsDereferenced(first)
            && !IsSkipped(first)
            && ClientUse.FunctionAround(first) == ClientUse.FunctionAround(call)
            ? first
            : null;
    }

    private static bool IsDereferenced(IOperation result) => result.Parent switch
    {
        IMemberReferenceOperation member => member.Instance == result,
        IInvocationOperation call => call.Instance == result,
        _ => false,
    };

    // In nameof nothing is run.
    private static bool IsSkipped(IOperation use)
    {
        for (IOperation? parent = use.Parent; parent is not null and not IBlockOperation; parent = parent.Parent)
        {
            if (parent is INameOfOperation)
            {
                return true;
            }
        }

        return false;
    }
}
