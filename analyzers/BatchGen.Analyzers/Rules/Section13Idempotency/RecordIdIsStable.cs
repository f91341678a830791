using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Options;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section13Idempotency;

/// <summary>
/// BWS1303: the id and the key of a record are sent as text, which must be the same on every machine, in every culture and run.
/// </summary>
internal sealed class RecordIdIsStable() : Rule(Definition), IJobRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS1303",
        RuleCategory.Idempotency,
        DiagnosticSeverity.Error,
        clause: "1.3",
        title: "A record's id and key have a stable text form",
        messageFormat: "[{0}] '{1}' of payload '{2}', which {3} of job '{4}' takes, {5}",
        description: "The record id, and the key where there is one, become text in the envelope and in the message key.",
        blocks: true);

    public IEnumerable<Finding> Check(JobSpec job, RuleOptions options)
    {
        HashSet<(string Payload, bool IsPublished)> reported = [];
        for (int index = 0; index < job.Stages.Count; index++)
        {
            StageSpec stage = job.Stages[index];
            if (stage.Payload is not { } payload || payload.Type.IsUnresolved)
            {
                continue;
            }

            // Only a publish reads the members; for a load of the same type there is nothing more to say.
            bool isPublished = stage.Kind == StageKind.Publish;
            if (reported.Contains((payload.Type.FullName, true)) || !reported.Add((payload.Type.FullName, isPublished)))
            {
                continue;
            }

            IEnumerable<(string, RecordMember)> members = payload.RecordIds.Take(1).Select(static id => ("RecordId", id))
                .Concat(payload.RecordKeys.Select(static key => ("RecordKey", key)));
            foreach ((string attribute, RecordMember member) in members)
            {
                bool isSecondKey = attribute == "RecordKey" && !ReferenceEquals(member, payload.RecordKeys[0]);
                if (Problem(member, isSecondKey, isPublished) is { } problem)
                {
                    yield return new(
                        Anchor.PayloadMember(index, member.Name),
                        attribute, member.Name, payload.Type.DisplayName, stage.DisplayName, job.DisplayName, problem);
                }
            }
        }
    }

    private static string? Problem(RecordMember member, bool isSecondKey, bool isPublished) =>
        isSecondKey ? "is a second key: leave [RecordKey] on one member"
        : member.Form == TextForm.None
            ? $"is '{member.TypeName}', which has no stable text form: make it a string, an integer, a Guid, a date, a Uri or an enum"
        : isPublished && !member.IsAccessible ? "cannot be read by the job: give it a getter that the job can call"
        : null;
}
