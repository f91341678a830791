using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules;

namespace BatchGen.Analyzers.Generation;

/// <summary>
/// Jobs that no working code can be written for. Their members are emitted all the same, with bodies that throw, so that one mistake
/// is one diagnostic and not a page of follow-on errors, and so that analyzers switched off cannot make a wrong job run.
/// </summary>
internal static class BlockedJobs
{
    /// <summary>What the bodies of a blocked job throw; null for a job that is not blocked.</summary>
    public static string? Reason(JobSpec job)
    {
        IReadOnlyList<string> rules = RuleBook.BlockingRules(job);
        string subject = $"Job '{job.Name}' ({job.Declaration.Type.DisplayName})";
        return rules.Count > 0 ? $"{subject} breaks {string.Join(", ", rules)}: see the diagnostics of its build."
            : IsComplete(job) ? null
            : $"{subject} is incomplete: see the diagnostics of its build.";
    }

    // Everything that emission relies on. The rules above should find all of it first; code that does not compile, which they leave
    // to the compiler, is found here.
    private static bool IsComplete(JobSpec job) =>
        job is { Name: not null, Fallback.Store: not null, Stages.Count: > 0 }
        && job.Declaration is { CanHaveAnotherPart: true, IsConstructible: true }
        && job.Stages.All(IsComplete)
        && new[] { StageKind.Extract, StageKind.Transform, StageKind.Publish }.All(kind => job.StagesOf(kind).Count() <= 1);

    private static bool IsComplete(StageSpec stage) =>
        stage is { Attempts: not null, BackoffSeconds: not null, TimeoutSeconds: not null }
        && stage.Method is { Problem: null, IsUnresolved: false }
        && (stage.Kind == StageKind.Extract || stage.Method.Input is not null)
        && stage.Kind switch
        {
            StageKind.Publish => stage is { Topic: not null, Payload: not null } && HasIdentity(stage.Payload),
            StageKind.Load => stage is { Topic: not null, Method: not { IsAsync: true, ReturnsVoid: true } },
            _ => stage.Method.Output is not null,
        };

    private static bool HasIdentity(PayloadSpec payload) =>
        payload.RecordIds is [var id] && IsText(id) && (payload.RecordKeys.Count == 0 || (payload.RecordKeys is [var key] && IsText(key)));

    private static bool IsText(RecordMember member) => member.IsAccessible && member.Form != TextForm.None;
}
