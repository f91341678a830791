using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.StageBodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section11Separation;

/// <summary>Tells a pause that is part of the work from one that waits for better times.</summary>
internal static class Sleeping
{
    /// <summary>
    /// Whether a pause is the orchestrator's to make. An extract that is polite between two pages does its own work; one that pauses after
    /// a failure is retrying, and the other stages have nothing to be polite to.
    /// </summary>
    public static bool IsOrchestration(IOperation pause, StageBody stage) =>
        stage.Stage.Kind != StageKind.Extract || pause.IsCleanup() || IsInRetryLoop(pause);

    private static bool IsInRetryLoop(IOperation pause) =>
        pause.Ancestors().OfType<ILoopOperation>().Any(static loop => RetryLoops.IsRetry(loop));
}
