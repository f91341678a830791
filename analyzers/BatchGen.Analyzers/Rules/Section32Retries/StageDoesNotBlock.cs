using System.Collections.Immutable;
using BatchGen.Analyzers.Parsing;
using BatchGen.Analyzers.Rules.Section11Separation;
using BatchGen.Analyzers.Rules.StageBodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace BatchGen.Analyzers.Rules.Section32Retries;

/// <summary>BWS3209: a stage that blocks its thread holds up other stages, and no timeout or stop can end it.</summary>
internal sealed class StageDoesNotBlock() : Rule(Definition), IStageBodyRule
{
    /// <summary>Present where a pause is the orchestrator's to make, so that no other way of pausing would be better.</summary>
    public const string OrchestratesProperty = "Orchestrates";

    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS3209",
        RuleCategory.Retries,
        DiagnosticSeverity.Warning,
        clause: "3.2",
        title: "A stage does not block its thread",
        messageFormat: "{0} of job '{1}' blocks its thread with '{2}', which neither its timeout nor a stop can end: {3}",
        description: "A blocked thread is taken from all other stages of the process, and cannot be ended by a timeout or a graceful stop.");

    public void Check(StageBody stage)
    {
        AwaitedTasks? awaited = null;
        foreach (IOperation operation in stage.Operations)
        {
            if (Blocking(operation, stage.Known) is not { } found
                || operation.Parent is INameOfOperation
                || (found.Task is not null && (awaited ??= new(stage)).Covers(found.Task)))
            {
                continue;
            }

            stage.Report(
                this,
                Location.Create(operation.Syntax.SyntaxTree, TextSpan.FromBounds(found.Start, operation.Syntax.Span.End)),
                Sleeping.IsOrchestration(operation, stage)
                    ? ImmutableDictionary<string, string?>.Empty.Add(OrchestratesProperty, "")
                    : ImmutableDictionary<string, string?>.Empty,
                stage.Stage.DisplayName,
                stage.Stage.JobName,
                found.Name,
                found.Advice);
        }
    }

    private static (int Start, string Name, string Advice, IOperation? Task)? Blocking(IOperation operation, KnownTypes known)
    {
        const string AwaitTask = "await the task";
        switch (operation)
        {
            case IPropertyReferenceOperation { Property: { Name: "Result" } property, Instance: { } task }
                when KnownTypes.Is(property.ContainingType, known.TaskOfT) || KnownTypes.Is(property.ContainingType, known.ValueTaskOfT):
                return (NameStart(operation.Syntax), ".Result", AwaitTask, task);
            case IInvocationOperation { TargetMethod: { Name: "Wait" } method, Instance: { } task }
                when KnownTypes.Is(method.ContainingType, known.Task) || KnownTypes.Is(method.ContainingType, known.TaskOfT):
                return (NameStart(operation.Syntax), ".Wait()", AwaitTask, task);
            case IInvocationOperation { TargetMethod: { Name: "WaitAll" or "WaitAny" } method } call when KnownTypes.Is(method.ContainingType, known.Task):
                string name = method.Name == "WaitAll" ? "WhenAll" : "WhenAny";
                return (operation.Syntax.SpanStart, $"Task.{method.Name}", $"await Task.{name}", call.Arguments is [{ Value: { } tasks }, ..] ? tasks : null);
            case IInvocationOperation { TargetMethod: { Name: "GetResult", ContainingType.Name: { } awaiter }, Instance: IInvocationOperation { TargetMethod.Name: "GetAwaiter" } got }
                when awaiter is "TaskAwaiter" or "ValueTaskAwaiter" or "ConfiguredTaskAwaiter" or "ConfiguredValueTaskAwaiter":
                return (NameStart(got.Syntax), ".GetAwaiter().GetResult()", AwaitTask, got.Instance);
            case IInvocationOperation { TargetMethod: { Name: "Sleep" } method } sleep
                when KnownTypes.Is(method.ContainingType, known.Thread) && sleep.Arguments is not [{ Value.ConstantValue: { HasValue: true, Value: 0 } }]:
                return (operation.Syntax.SpanStart, "Thread.Sleep", "wait with 'await Task.Delay' and the stage's token, or leave the waiting to the stage's retry", null);
            default:
                return null;
        }
    }

    private static int NameStart(SyntaxNode syntax) => syntax switch
    {
        InvocationExpressionSyntax { Expression: { } called } => NameStart(called),
        MemberAccessExpressionSyntax access => access.Name.SpanStart,
        MemberBindingExpressionSyntax binding => binding.Name.SpanStart,
        _ => syntax.SpanStart,
    };
}
