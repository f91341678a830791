using System.Collections.Concurrent;
using BatchGen.Analyzers.Rules.Kafka;
using BatchGen.Analyzers.Rules.Kafka.Configuration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section44Consumers;

/// <summary>BWS4409: <c>Consume</c> with a timeout gives null when the timeout passes without a record.</summary>
internal sealed class ConsumeResultIsChecked() : Rule(Definition), IKafkaRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS4409",
        RuleCategory.Consumers,
        DiagnosticSeverity.Warning,
        clause: "4.4",
        title: "A consumed result is checked",
        messageFormat: "{0} is null when the timeout of Consume passes without a record: check it for null before it is used",
        description: "A quiet topic is no error, but a consumer that takes the missing record for one stops with a NullReferenceException.");

    public void Register(KafkaRegistration registration) =>
        registration.Start.RegisterOperationBlockStartAction(start =>
        {
            ConcurrentBag<IInvocationOperation> calls = [];
            start.RegisterOperationAction(
                context =>
                {
                    IInvocationOperation call = (IInvocationOperation)context.Operation;
                    if (IsConsumeWithTimeout(call, registration.Kafka))
                    {
                        calls.Add(call);
                    }
                },
                OperationKind.Invocation);
            start.RegisterOperationBlockEndAction(end =>
            {
                foreach (IInvocationOperation call in calls)
                {
                    if (FirstUseOf(call) is { } use)
                    {
                        string name = use == call ? "The result" : $"'{use.Syntax}'";
                        end.ReportDiagnostic(Diagnostic.Create(RawDescriptor, use.Syntax.GetLocation(), [call.Syntax.GetLocation()], name));
                    }
                }
            });
        });

    private static bool IsConsumeWithTimeout(IInvocationOperation call, KafkaSymbols kafka) =>
        call is { TargetMethod.Name: "Consume", Arguments: [{ Parameter.Type: { } type, Value: { } timeout }] }
        && (type.SpecialType == SpecialType.System_Int32 || type is { Name: "TimeSpan", ContainingNamespace.Name: "System" })
        && KafkaSymbols.IsMethodOf(call.TargetMethod, kafka.Consumer)
        && !IsEndless(ConfigValues.Unwrap(timeout));

    private static bool IsEndless(IOperation timeout) =>
        timeout.ConstantValue is { HasValue: true, Value: < 0 }
        || timeout is IMemberReferenceOperation { Member.Name: "InfiniteTimeSpan" };

    /// <summary>Where the result is used as if there were one: the reference whose member is taken, or the call itself.</summary>
    private static IOperation? FirstUseOf(IInvocationOperation call)
    {
        if (IsDereferenced(call))
        {
            return call;
        }

        ILocalSymbol? local = ConfigValues.ParentOf(call) switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol,
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation target, Parent: IExpressionStatementOperation } => target.Local,
            _ => null,
        };
        if (local is null)
        {
            return null;
        }

        // Whatever else is done with the result first may be the check: a comparison, a pattern, a helper that is given it.
        IOperation? first = ClientUse.ReferencesTo(local, call)
            .Where(reference => reference.Syntax.SpanStart >= call.Syntax.Span.End)
            .OrderBy(static reference => reference.Syntax.SpanStart)
            .FirstOrDefault();
        return first is not null && IsDereferenced(first) && !IsSkipped(first) ? first : null;
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
