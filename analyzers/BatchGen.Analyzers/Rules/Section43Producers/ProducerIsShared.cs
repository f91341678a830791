using BatchGen.Analyzers.Rules.Kafka;
using BatchGen.Analyzers.Rules.Kafka.Configuration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section43Producers;

/// <summary>BWS4307: a producer is connections, threads and a batch; built for one record, it batches nothing.</summary>
/// <remarks>
/// Only what is built, produces and ends in one place is reported: in each round of a loop, or for each call of a function that produces
/// what it is given. Who returns, keeps or passes on a producer shares it.
/// </remarks>
internal sealed class ProducerIsShared() : Rule(Definition), IKafkaRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS4307",
        RuleCategory.Producers,
        DiagnosticSeverity.Warning,
        clause: "4.3",
        title: "A producer is shared",
        messageFormat: "A producer is built {0}: build one for the process and share it, all threads may use it",
        description: "A producer opens connections, starts threads and batches its own records; one per record is slow and wears brokers out.");

    private static readonly HashSet<string> PerElement = ["ForEach", "ForEachAsync", "For", "ForAsync", "Select", "SelectMany"];

    private static readonly HashSet<string> RunOnce = ["Main", "<Main>$", "ExecuteAsync", "StartAsync", "StopAsync"];

    public void Register(KafkaRegistration registration) => registration.Start.RegisterOperationAction(
        context =>
        {
            if (ClientUse.IsBuild(context.Operation, registration.Kafka.ProducerBuilder)
                && Problem((IInvocationOperation)context.Operation, context.ContainingSymbol, registration.Kafka) is { } problem)
            {
                SyntaxNode call = context.Operation.Syntax;
                SyntaxNode name = call is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } ? access.Name : call;
                context.ReportDiagnostic(Diagnostic.Create(RawDescriptor, name.GetLocation(), problem));
            }
        },
        OperationKind.Invocation);

    private static string? Problem(IInvocationOperation build, ISymbol owner, KafkaSymbols kafka)
    {
        IOperation function = ClientUse.FunctionAround(build);
        IInvocationOperation[] produces = [.. Produces(build, kafka)];
        if (produces.Length == 0 || IsTest(owner) || produces.Any(produce => ClientUse.FunctionAround(produce) != function))
        {
            return null;
        }

        ILoopOperation? loop = LoopAround(build, function);
        if (produces.Any(produce => LoopAround(produce, function) != loop))
        {
            // In a loop of its own: one producer for many records.
            return null;
        }

        if (loop is not null)
        {
            return produces.Any(produce => EndsLoop(produce, loop)) ? null : "in each round of a loop";
        }

        if (function is IAnonymousFunctionOperation lambda)
        {
            return ConfigValues.ParentOf(ConfigValues.ParentOf(lambda) is IDelegateCreationOperation created ? created : lambda)
                is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: { } name } } && PerElement.Contains(name)
                ? "for each element"
                : GivesWhatItIsGiven(produces, lambda.Symbol) ? "for each call of this lambda" : null;
        }

        IMethodSymbol? method = function is ILocalFunctionOperation local ? local.Symbol : owner as IMethodSymbol;
        return method is { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction or MethodKind.ExplicitInterfaceImplementation }
            && !RunOnce.Contains(method.Name)
            && !method.ContainingType.GetMembers("Main").Any()
            && GivesWhatItIsGiven(produces, method)
            ? $"for each call of '{method.Name}'"
            : null;
    }

    /// <summary>The calls that produce with what is built, or none where anything else may be done with it.</summary>
    private static IEnumerable<IInvocationOperation> Produces(IInvocationOperation build, KafkaSymbols kafka)
    {
        switch (ConfigValues.ParentOf(build))
        {
            case IInvocationOperation call when IsProduce(call, kafka):
                return [call];
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                ILocalReferenceOperation[] uses = [.. ClientUse.ReferencesTo(declarator.Symbol, build)];
                return IsDisposed(declarator, uses) && uses.All(static use => ClientUse.MemberOf(use) is not null)
                    ? uses.Select(static use => ConfigValues.ParentOf(use)).OfType<IInvocationOperation>().Where(call => IsProduce(call, kafka))
                    : [];
            default:
                return [];
        }
    }

    private static bool IsProduce(IInvocationOperation call, KafkaSymbols kafka) =>
        call.TargetMethod.Name is "Produce" or "ProduceAsync" && KafkaSymbols.IsMethodOf(call.TargetMethod, kafka.Producer);

    private static bool IsDisposed(IVariableDeclaratorOperation declarator, IEnumerable<ILocalReferenceOperation> uses) =>
        ClientUse.IsInUsing(declarator) || uses.Any(static use => ClientUse.MemberOf(use) == "Dispose");

    // The innermost loop whose body an operation is in.
    private static ILoopOperation? LoopAround(IOperation operation, IOperation function)
    {
        for (IOperation current = operation; current.Parent is { } parent && current != function; current = parent)
        {
            if (parent is ILoopOperation loop && loop.Body == current)
            {
                return loop;
            }
        }

        return null;
    }

    // A loop that is left after the record was produced is one of attempts.
    private static bool EndsLoop(IOperation produce, ILoopOperation loop)
    {
        for (IOperation current = produce; current.Parent is { } parent && current != loop; current = parent)
        {
            if (parent is IBlockOperation block
                && block.Operations.Any(static operation => operation is IReturnOperation or IBranchOperation { BranchKind: BranchKind.Break }))
            {
                return true;
            }
        }

        return false;
    }

    private static bool GivesWhatItIsGiven(IEnumerable<IInvocationOperation> produces, IMethodSymbol function) =>
        produces.Any(produce => produce.Arguments.Any(argument => argument.Value.DescendantsAndSelf()
            .OfType<IParameterReferenceOperation>()
            .Any(reference => SymbolEqualityComparer.Default.Equals(reference.Parameter.ContainingSymbol, function))));

    private static bool IsTest(ISymbol owner) => owner.GetAttributes().Any(static attribute =>
        attribute.AttributeClass?.Name is { } name && (name.Contains("Test") || name.Contains("Fact") || name.Contains("Theory")));
}
