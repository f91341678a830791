using BatchGen.Analyzers.Rules.Kafka;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section43Producers;

/// <summary>BWS4306: the call only queues the record; whether the broker has it, only the delivery result says.</summary>
internal sealed class DeliveryResultIsObserved() : Rule(Definition), IKafkaRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS4306",
        RuleCategory.Producers,
        DiagnosticSeverity.Error,
        clause: "4.3",
        title: "A delivery result is observed",
        messageFormat: "{0}, so that a record that is not delivered is lost without a trace: {1}",
        description: "Produce and ProduceAsync queue a record in memory. Only the handler or task is told that it was not delivered.");

    // Mocking libraries record and verify calls by making them.
    private static readonly HashSet<string> Verifications =
        ["Received", "ReceivedWithAnyArgs", "DidNotReceive", "DidNotReceiveWithAnyArgs", "Configure"];

    public void Register(KafkaRegistration registration) => registration.Start.RegisterOperationAction(
        context =>
        {
            IInvocationOperation call = (IInvocationOperation)context.Operation;
            if (call.TargetMethod.Name is "Produce" or "ProduceAsync"
                && KafkaSymbols.IsMethodOf(call.TargetMethod, registration.Kafka.Producer)
                && !call.Syntax.ContainsDiagnostics
                && !IsForMock(call))
            {
                Check(call, context.ReportDiagnostic);
            }
        },
        OperationKind.Invocation);

    private void Check(IInvocationOperation call, Action<Diagnostic> report)
    {
        if (call.TargetMethod.Name == "ProduceAsync")
        {
            if (IsDropped(call))
            {
                report(Diagnostic.Create(
                    RawDescriptor, NameOf(call), "The task of ProduceAsync is dropped", "await it, or keep it and await it later"));
            }

            return;
        }

        IArgumentOperation? handler = call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Type.TypeKind == TypeKind.Delegate);
        if (handler is not null && ProblemOf(handler) is { } problem && !IsInTransaction(call.Syntax))
        {
            Location location = handler.ArgumentKind == ArgumentKind.DefaultValue ? NameOf(call) : handler.Syntax.GetLocation();
            report(Diagnostic.Create(RawDescriptor, location, problem, "pass a handler that looks at report.Error"));
        }
    }

    private static string? ProblemOf(IArgumentOperation handler) =>
        handler.ArgumentKind == ArgumentKind.DefaultValue || IsNull(handler.Value) ? "Produce is given no delivery handler"
        : IsEmpty(handler.Value) ? "The delivery handler of Produce does nothing"
        : null;

    private static bool IsDropped(IInvocationOperation call)
    {
        IOperation current = call;
        while (current.Parent is IConversionOperation or IConditionalAccessOperation
            or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" })
        {
            current = current.Parent;
        }

        return current.Parent is IExpressionStatementOperation
            || current.Parent is ISimpleAssignmentOperation { Target: IDiscardOperation, Parent: IExpressionStatementOperation };
    }

    private static bool IsNull(IOperation value) =>
        value is IDefaultValueOperation or { ConstantValue: { HasValue: true, Value: null } }
        || (value is IConversionOperation conversion && IsNull(conversion.Operand));

    private static bool IsEmpty(IOperation value) =>
        value is IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Body: { } body } }
        && body.Operations.All(static operation => operation is IReturnOperation { IsImplicit: true });

    // The commit of a transaction fails when a record of it was not delivered: it observes for all of them.
    private static bool IsInTransaction(SyntaxNode call)
    {
        SyntaxNode? scope = (SyntaxNode?)call.FirstAncestorOrSelf<TypeDeclarationSyntax>() ?? call.FirstAncestorOrSelf<CompilationUnitSyntax>();
        return scope?.DescendantTokens().Any(static token => token.Text == "CommitTransaction") == true;
    }

    private static bool IsForMock(IInvocationOperation call)
    {
        if (call.Instance is IInvocationOperation { TargetMethod.Name: { } name } && Verifications.Contains(name))
        {
            return true;
        }

        // A lambda that is an expression tree is not run.
        for (IOperation? current = call; current is not null; current = current.Parent)
        {
            if (current is IConversionOperation { Type: INamedTypeSymbol { Name: "Expression", Arity: 1 } })
            {
                return true;
            }
        }

        return false;
    }

    private static Location NameOf(IInvocationOperation call) => ((call.Syntax as InvocationExpressionSyntax)?.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        { } expression => expression,
        null => call.Syntax,
    }).GetLocation();
}
