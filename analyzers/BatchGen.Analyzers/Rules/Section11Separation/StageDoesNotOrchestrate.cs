using BatchGen.Analyzers.Parsing;
using BatchGen.Analyzers.Rules.StageBodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section11Separation;

/// <summary>BWS1101: what a stage waits for or tries again on its own, the orchestrator does not see, count, limit or report.</summary>
internal sealed class StageDoesNotOrchestrate() : Rule(Definition), IStageBodyRule
{
    private const string UseRetry = "let the failure out, and declare the attempts and their backoff on the stage";
    private const string UseSchedule = "when work runs is the schedule's, and how long to wait between attempts the stage's retry's";

    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS1101",
        RuleCategory.Separation,
        DiagnosticSeverity.Warning,
        clause: "1.1",
        title: "A stage does not orchestrate",
        messageFormat: "{0} of job '{1}' {2}: {3}",
        description: "Scheduling, waiting and retrying belong to the orchestrator and to the stage's declared retry, where they are counted, limited and seen.");

    public void Check(StageBody stage)
    {
        foreach (IOperation operation in stage.Operations)
        {
            if (operation is ILoopOperation loop && RetryLoops.IsRetry(loop))
            {
                Report(stage, loop.Syntax.GetFirstToken().GetLocation(), "retries in a loop of its own", UseRetry);
            }
            else if (operation is IInvocationOperation call)
            {
                Check(call, stage);
            }
            else if (operation is IObjectCreationOperation { Type: { } type } creation && Timer(type, creation, stage) is { } timer)
            {
                Report(stage, creation.Syntax.GetLocation(), $"schedules work with a '{timer}'", UseSchedule);
            }
        }
    }

    private void Check(IInvocationOperation call, StageBody stage)
    {
        KnownTypes known = stage.Known;
        IMethodSymbol method = call.TargetMethod;
        if (method.Name == "Delay" && KnownTypes.Is(method.ContainingType, known.Task))
        {
            // In a loop that retries, the loop is reported.
            bool isPause = IsAwaited(call) && call.Arguments is not [{ Value.ConstantValue: { HasValue: true, Value: 0 } }, ..];
            if (isPause && Sleeping.IsOrchestration(call, stage) && !call.Ancestors().OfType<ILoopOperation>().Any(RetryLoops.IsRetry))
            {
                Report(stage, NameOf(call).GetLocation(), "sleeps with 'Task.Delay'", UseSchedule);
            }
        }
        else if (method.Name == "CreateTimer" && KnownTypes.Is(method.ContainingType, known.TimeProvider))
        {
            Report(stage, NameOf(call).GetLocation(), "schedules work with a 'TimeProvider.CreateTimer'", UseSchedule);
        }
        else if (method.Name.StartsWith("Execute", StringComparison.Ordinal) && IsPolly(method.ContainingType, known))
        {
            Report(stage, NameOf(call).GetLocation(), "retries with a Polly pipeline of its own", UseRetry);
        }
    }

    // One that is raced against the work is a timeout.
    private static bool IsAwaited(IInvocationOperation call)
    {
        IOperation? around = call.Parent;
        while (around is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" } or IConversionOperation)
        {
            around = around.Parent;
        }

        return around is IAwaitOperation or IReturnOperation { Parent: IBlockOperation };
    }

    private static string? Timer(ITypeSymbol type, IObjectCreationOperation creation, StageBody stage)
    {
        if (KnownTypes.Is(type, stage.Known.Timer) || KnownTypes.Is(type, stage.Known.TimersTimer))
        {
            return "Timer";
        }

        return KnownTypes.Is(type, stage.Known.PeriodicTimer) && Sleeping.IsOrchestration(creation, stage) ? "PeriodicTimer" : null;
    }

    private static bool IsPolly(INamedTypeSymbol type, KnownTypes known) =>
        KnownTypes.Is(type, known.ResiliencePipeline) || KnownTypes.Is(type, known.ResiliencePipelineOfT)
        || (type.ContainingNamespace is { Name: "Polly", ContainingNamespace.IsGlobalNamespace: true } && type.Name is "AsyncPolicy" or "Policy" or "IAsyncPolicy" or "ISyncPolicy");

    private static SyntaxNode NameOf(IInvocationOperation call) => call.Syntax is InvocationExpressionSyntax { Expression: { } called } ? called : call.Syntax;

    private void Report(StageBody stage, Location place, string what, string advice) =>
        stage.Report(this, place, stage.Stage.DisplayName, stage.Stage.JobName, what, advice);
}
