using BatchGen.Analyzers.Model;

namespace BatchGen.Analyzers.Rules.Section13Idempotency;

/// <summary>
/// The idempotency note that can be derived from what a job declares: what BatchGen sees to, and what the code must do that nobody but
/// its author can know to be done.
/// </summary>
internal static class IdempotencyNote
{
    public static string For(JobSpec job) =>
        $"A rerun of a batch sends the same record ids{Member(job)}; "
        + $"{Handler(job)} must write by record_id, so that a repetition changes nothing.";

    private static string Member(JobSpec job)
    {
        List<string> members = [.. job.Stages
            .Where(static stage => stage.Payload is { RecordIds.Count: 1 })
            .Select(static stage => $"{ShortName(stage.Payload!.Type)}.{stage.Payload.RecordIds[0].Name}")
            .Distinct()];
        return members.Count == 0 ? "" : $" ({string.Join(", ", members)})";
    }

    private static string ShortName(TypeName type) => type.DisplayName.Split('<')[0].Split('.').Last();

    private static string Handler(JobSpec job)
    {
        List<string> loads = [.. job.StagesOf(StageKind.Load).Select(static stage => stage.Method.Name).Distinct()];
        string? topic = job.StagesOf(StageKind.Publish).Select(static stage => stage.Topic).FirstOrDefault();
        return loads.Count > 0 ? string.Join(" and ", loads)
            : string.IsNullOrWhiteSpace(topic) ? "who consumes them"
            : $"who consumes {topic}";
    }
}
