using BatchGen.Testing;
using Confluent.Kafka;

namespace BatchGen.Faults.Schedules;

/// <summary>What happens while the records are handled: a few themes, mixed.</summary>
internal sealed class ActionGenerator(Random random, Variant variant, int partitions, int consumers, int records, bool isEmbedded, bool stopsUnderLoad)
{
    private const int MaxConsumers = 8;

    private static readonly ErrorCode[] ProduceErrors =
        [ErrorCode.NotLeaderForPartition, ErrorCode.RequestTimedOut, ErrorCode.NotEnoughReplicas, ErrorCode.KafkaStorageError];

    private static readonly ErrorCode[] FetchErrors =
        [ErrorCode.NotLeaderForPartition, ErrorCode.KafkaStorageError, ErrorCode.ReplicaNotAvailable, ErrorCode.Unknown];

    private static readonly ErrorCode[] CommitErrors =
        [ErrorCode.NotCoordinatorForGroup, ErrorCode.GroupLoadInProgress, ErrorCode.GroupCoordinatorNotAvailable, ErrorCode.RequestTimedOut];

    private static readonly KafkaApi[] DroppedApis =
        [KafkaApi.Produce, KafkaApi.Fetch, KafkaApi.OffsetCommit, KafkaApi.Metadata, KafkaApi.ConsumerGroupHeartbeat, KafkaApi.Heartbeat, KafkaApi.OffsetFetch];

    private readonly List<ScheduledAction> _actions = [];
    private readonly int _window = random.Next(1_200, 3_500);

    public IReadOnlyList<ScheduledAction> Generate()
    {
        if (!variant.IsRun)
        {
            AddProduction();
        }

        List<Action> themes = [AddKills, AddKills, AddKillSeries, AddMembers, AddFreeze, AddStoreLock];
        if (variant.IsRun)
        {
            themes.AddRange([AddRunKills, AddRunKills, AddRunKills]);
        }

        if (isEmbedded)
        {
            themes.AddRange([AddRequestErrors, AddRequestErrors, AddConnections, AddLostResponses, AddSlowness, AddOutage, AddOutage, AddMoves]);
            if (!variant.IsRun)
            {
                themes.AddRange([AddDeadLetterTopicAway, AddDeadLetterTopicAway]);
            }
        }

        for (int i = random.Next(1, 5); i > 0; i--)
        {
            themes[random.Next(themes.Count)]();
        }

        return [.. _actions.OrderBy(action => action.At)];
    }

    private TimeSpan Sometime() => TimeSpan.FromMilliseconds(random.Next(_window));

    private TimeSpan Milliseconds(int min, int max) => TimeSpan.FromMilliseconds(random.Next(min, max));

    private int AnyBroker() => random.Next(1, ScheduleGenerator.Brokers + 1);

    private int AnyConsumer() => random.Next(consumers);

    private void Add(ScheduledAction action) => _actions.Add(action);

    private void AddProduction()
    {
        // Some are there before anybody looks, the rest comes in waves.
        int left = records;
        int waves = random.Next(2, 6);
        for (int wave = 0; wave < waves; wave++)
        {
            int count = wave == waves - 1 ? left : random.Next(1, Math.Max(2, 2 * left / waves));
            left -= count;
            if (wave == waves - 1 && stopsUnderLoad)
            {
                // The last wave comes when all faults are over, and the stop right behind it.
                return;
            }

            Add(new(wave == 0 ? TimeSpan.FromMilliseconds(-1) : Sometime(), ActionKind.Produce) { Count = count });
        }
    }

    private void AddKills()
    {
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            int victim = AnyConsumer();
            TimeSpan at = Sometime();
            Add(new(at, ActionKind.KillConsumer) { Target = victim });
            Add(new(at + Milliseconds(0, 300), ActionKind.StartConsumer) { Target = victim });
        }
    }

    /// <summary>The same one again and again, often before it is ready.</summary>
    private void AddKillSeries()
    {
        int victim = AnyConsumer();
        TimeSpan at = Sometime();
        for (int i = random.Next(3, 7); i > 0; i--)
        {
            Add(new(at, ActionKind.KillConsumer) { Target = victim });
            Add(new(at + TimeSpan.FromMilliseconds(1), ActionKind.StartConsumer) { Target = victim });
            at += Milliseconds(200, 1_000);
        }
    }

    private void AddMembers()
    {
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            int member = random.Next(Math.Min(MaxConsumers, consumers + 2));
            TimeSpan at = Sometime();
            if (member >= consumers)
            {
                Add(new(at, ActionKind.StartConsumer) { Target = member });
                Add(new(at + Milliseconds(500, 2_000), ActionKind.StopConsumer) { Target = member });
            }
            else
            {
                Add(new(at, ActionKind.StopConsumer) { Target = member });
                Add(new(at + Milliseconds(200, 1_500), ActionKind.StartConsumer) { Target = member });
            }
        }
    }

    /// <summary>A process that stands still for a while, as under memory pressure or when its machine moves.</summary>
    private void AddFreeze() => Add(new(Sometime(), ActionKind.FreezeConsumer) { Target = AnyConsumer(), Duration = Milliseconds(300, 4_000) });

    private void AddStoreLock()
    {
        if (variant.Effects != EffectPromise.Repeatable)
        {
            Add(new(Sometime(), ActionKind.StoreLocked) { Duration = Milliseconds(300, 2_500) });
        }
        else
        {
            AddKills();
        }
    }

    private void AddRunKills()
    {
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            Add(new(Milliseconds(0, 1_500), ActionKind.KillRun));
        }
    }

    private void AddRequestErrors()
    {
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            (KafkaApi api, ErrorCode[] errors) = random.Next(4) switch
            {
                0 => (KafkaApi.Produce, ProduceErrors),
                1 => (KafkaApi.Fetch, FetchErrors),
                2 => (KafkaApi.OffsetFetch, CommitErrors[..1]),
                _ => (KafkaApi.OffsetCommit, CommitErrors),
            };
            Add(new(Sometime(), ActionKind.FailRequests) { Api = api, Error = errors[random.Next(errors.Length)], Count = random.Next(1, 12) });
        }
    }

    private void AddConnections()
    {
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            Add(new(Sometime(), ActionKind.DropConnections) { Api = DroppedApis[random.Next(DroppedApis.Length)], Count = random.Next(1, 6) });
        }
    }

    private void AddLostResponses() => Add(new(Sometime(), ActionKind.LoseResponses)
    {
        Api = random.Next(2) == 0 ? KafkaApi.Produce : KafkaApi.OffsetCommit,
        Target = AnyBroker(),
        Count = random.Next(1, 3),
    });

    private void AddSlowness()
    {
        if (random.Next(2) == 0)
        {
            Add(new(Sometime(), ActionKind.Latency) { Target = AnyBroker(), Count = random.Next(20, 400), Duration = Milliseconds(300, 2_000) });
        }
        else
        {
            Add(new(Sometime(), ActionKind.DelayResponses)
            {
                Api = random.Next(2) == 0 ? KafkaApi.OffsetCommit : KafkaApi.Fetch,
                Target = AnyBroker(),
                Count = random.Next(1, 4),
                Duration = Milliseconds(100, 1_500),
            });
        }
    }

    private void AddOutage() => Add(random.Next(2) == 0
        ? new(Sometime(), ActionKind.BrokerDown) { Target = AnyBroker(), Duration = Milliseconds(200, 3_000) }
        : new(Sometime(), ActionKind.AllBrokersDown) { Duration = Milliseconds(200, 3_000) });

    private void AddMoves()
    {
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            Add(random.Next(2) == 0
                ? new(Sometime(), ActionKind.MoveCoordinator) { Target = AnyBroker() }
                : new(Sometime(), ActionKind.MoveLeader) { Count = random.Next(partitions), Target = AnyBroker() });
        }
    }

    private void AddDeadLetterTopicAway()
    {
        TimeSpan at = TimeSpan.FromMilliseconds(random.Next(_window / 2));
        TimeSpan duration = Milliseconds(500, 3_000);
        Add(new(at, ActionKind.DeadLetterTopicAway) { Duration = duration });
        if (random.Next(2) == 0)
        {
            Add(new(at, ActionKind.FallbackAway) { Duration = duration * random.NextDouble() });
        }
    }
}
