using BatchGen.FaultApp;
using BatchGen.Faults.Schedules;

namespace BatchGen.Faults.Mutants;

/// <summary>The broken engines that the suite has to catch. Where the engine's text has moved, the builder says so.</summary>
internal static class MutantCatalog
{
    private const string Loading = "Runtime/Loading";

    /// <summary>The engine as it is, built and run like a mutant: nothing may be found.</summary>
    public static readonly Mutant None = new("none", "Nothing.", $"{Loading}/Scheduling/OffsetLedger.cs", "return _tail++;", "return _tail++;") { MaxSchedules = 12 };

    public static IReadOnlyList<Mutant> All { get; } =
    [
        new("commit-before-processing",
            "An offset may be committed as soon as its record was read.",
            $"{Loading}/Scheduling/OffsetLedger.cs",
            "        _done[slot] = false;\n        return _tail++;",
            "        _done[slot] = false;\n        Position = offset + 1;\n        return _tail++;")
        {
            IsNamed = true,
            Shows = Kills,
        },
        new("ledger-skips-holes",
            "A record that is done carries those before it over the commit line.",
            $"{Loading}/Scheduling/OffsetLedger.cs",
            "        _done[Slot(sequence)] = true;",
            "        _done[Slot(sequence)] = true;\n        Position = Math.Max(Position, _offsets[Slot(sequence)] + 1);")
        {
            IsNamed = true,
            Shows = schedule => Kills(schedule) && schedule.Variant.Order != RecordOrdering.Partition,
        },
        new("dead-letter-not-awaited",
            "A record counts as dead-lettered before the broker has it.",
            "Runtime/DeadLetters/DeadLetterWriter.cs",
            "            await producers.For(",
            "            _ = producers.For(")
        {
            IsNamed = true,
            Shows = schedule => schedule.Has(ActionKind.DeadLetterTopicAway),
        },
        new("mark-before-effect",
            "A record is marked as done when it is claimed.",
            $"{Loading}/LoadWorker.Claims.cs",
            "        message.Outcome = claimed ? RecordOutcome.Processed : RecordOutcome.Skipped;",
            "        message.Outcome = claimed ? RecordOutcome.Processed : RecordOutcome.Skipped;\n        if (claimed)\n        {\n            await MarkDoneAsync(message, record).ConfigureAwait(false);\n        }\n")
        {
            IsNamed = true,
            Shows = schedule => Kills(schedule) && schedule.Variant.Effects == EffectPromise.Deduplicated,
        },
        new("mark-ignored",
            "A record is handled again although its mark says that it is done.",
            "Idempotency/Sqlite/SqliteRecordTransaction.cs",
            "public IReadOnlyList<bool> IsNew => isNew;",
            "public IReadOnlyList<bool> IsNew => [.. isNew.Select(_ => true)];")
        {
            Shows = schedule => Kills(schedule) && schedule.Variant.Effects == EffectPromise.ExactlyOnce,
        },
        new("fallback-failure-is-success",
            "A record that the fallback store does not take counts as stored.",
            $"{Loading}/LoadWorker.Failures.cs",
            "message.Partition.Partition, message.Offset);\n            return false;",
            "message.Partition.Partition, message.Offset);\n            return true;")
        {
            Shows = schedule => schedule.Has(ActionKind.FallbackAway),
        },
        new("cut-short-is-done",
            "A record whose partition leaves before it was handled counts as done.",
            $"{Loading}/LoadWorker.cs",
            "_scheduler.Abandon(message);",
            "_scheduler.Complete(message);")
        {
            Shows = schedule => schedule.StopsUnderLoad && schedule.Records.Count(record => record.Content.Do == Instructions.Throw) > 5,
        },
        new("stop-does-not-commit",
            "What is done at a graceful stop is not committed.",
            $"{Loading}/Polling/PollLoop.cs",
            "Leave([.. _partitions.Values], _services.Options.Drain, mayCommit: true);",
            "Leave([.. _partitions.Values], _services.Options.Drain, mayCommit: false);")
        {
            Shows = schedule => schedule.StopsUnderLoad && schedule.Protocol == Protocol.Consumer,
        },
        new("pause-outlives-its-owner",
            "A partition that leaves paused and comes back is never read again.",
            $"{Loading}/Polling/PollLoop.Rebalances.cs",
            "            Resume(partitions);\n",
            "")
        {
            Shows = schedule => schedule.Consumers > 1 && schedule.Records.Any(record => record.KillsAlways),
        },
        new("keys-have-no-order",
            "Records of a key are handled side by side.",
            $"{Loading}/Scheduling/PartitionState.cs",
            "case RecordOrdering.Key when !message.KeyIsNull:",
            "case RecordOrdering.Key when message.KeyIsNull:")
        {
            Shows = schedule => schedule.Variant.Order == RecordOrdering.Key,
        },
        new("attempts-miscounted",
            "A dead letter says one attempt too many.",
            $"{Loading}/LoadWorker.Handling.cs",
            "return RecordFailure.Of(exception, _attempt, record.BatchId, record.RecordId);",
            "return RecordFailure.Of(exception, _attempt + 1, record.BatchId, record.RecordId);"),
        new("dead-letter-changed",
            "A dead letter is not the record byte for byte.",
            "Runtime/DeadLetters/DeadLetterWriter.cs",
            "Value = message.CopyValue()!,",
            "Value = message.CopyKey()!,"),
        new("headers-forgotten",
            "A record in the fallback store has lost its headers.",
            $"{Loading}/LoadWorker.Failures.cs",
            "Headers = [.. message.Headers.Select(header => new FallbackHeader(header.Key, header.GetValueBytes()))],",
            "Headers = [],")
        {
            Shows = schedule => schedule.Has(ActionKind.DeadLetterTopicAway),
        },
        new("failure-is-success",
            "A record that has failed for good is taken for handled.",
            $"{Loading}/LoadWorker.Handling.cs",
            "return RecordFailure.Of(exception, _attempt, record.BatchId, record.RecordId);",
            "return null;"),
    ];

    private static bool Kills(Schedule schedule) =>
        schedule.Has(ActionKind.KillConsumer)
        || schedule.Records.Any(record => record.Content.Do is Instructions.KillBefore or Instructions.KillAfter && record.Content.Times < int.MaxValue);
}
