using System.Diagnostics;
using BatchGen.Faults.Schedules;
using BatchGen.Testing;
using Confluent.Kafka;

namespace BatchGen.Faults.Execution;

/// <summary>Makes happen what the schedule says, and ends each fault when its time is over.</summary>
internal sealed class ActionRunner(World world, Consumers consumers, RecordSource source, Runs runs)
{
    private const int ManyRequests = 50_000;
    private static readonly TimeSpan QuietLimit = TimeSpan.FromSeconds(10);

    private static readonly int[] AllBrokers = [.. Enumerable.Range(1, ScheduleGenerator.Brokers)];

    private readonly List<Task> _lasting = [];
    private readonly int[] _outages = new int[ScheduleGenerator.Brokers];
    private int _deadLetterTopicIsAway;

    /// <summary>When all brokers came back after all had been down.</summary>
    public List<DateTime> Recoveries { get; } = [];

    /// <summary>When the consumers were started again after all had been asked to stop under load.</summary>
    public DateTime? StartedAgainAt { get; set; }

    /// <summary>Those that had then ended in order.</summary>
    public IReadOnlyList<string> Stopped { get; set; } = [];

    private EmbeddedKafkaFaults Faults => world.Cluster.Faults!;

    /// <summary>What is there before anybody looks.</summary>
    public void StartProduction()
    {
        foreach (ScheduledAction action in world.Schedule.Actions.Where(action => action.At < TimeSpan.Zero))
        {
            world.Timeline.Add(action.ToString());
            source.Produce(action.Count);
        }
    }

    /// <summary>Everything else; returns when the last fault is over.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        foreach (ScheduledAction action in world.Schedule.Actions.Where(action => action.At >= TimeSpan.Zero))
        {
            TimeSpan left = action.At - Stopwatch.GetElapsedTime(started);
            if (left > TimeSpan.Zero)
            {
                await Task.Delay(left, cancellationToken);
            }

            world.Timeline.Add(action.ToString());
            await StartAsync(action);
        }

        await Task.WhenAll(_lasting).WaitAsync(cancellationToken);
        Heal();
        world.Timeline.Add("all faults are over");
    }

    private async Task StartAsync(ScheduledAction action)
    {
        switch (action.Kind)
        {
            case ActionKind.Produce:
                // Not while every produce request is refused: the source is no part of what is tested.
                Keep(ProduceAsync(action.Count));
                break;
            case ActionKind.StartConsumer:
                consumers.Start(action.Target);
                break;
            case ActionKind.StopConsumer:
                consumers.Stop(action.Target);
                break;
            case ActionKind.KillConsumer:
                consumers.Kill(action.Target);
                break;
            case ActionKind.FreezeConsumer:
                Keep(consumers.FreezeAsync(action.Target, action.Duration));
                break;
            case ActionKind.KillRun:
                runs.Kill();
                break;
            case ActionKind.FailRequests:
                Faults.FailRequests(action.Api, action.Error, action.Count);
                break;
            case ActionKind.DropConnections:
                Faults.DropConnections(action.Api, action.Count);
                break;
            case ActionKind.LoseResponses:
                Faults.LoseResponses(action.Api, action.Target, action.Count);
                break;
            case ActionKind.DelayResponses:
                Faults.DelayResponses(action.Api, action.Target, action.Duration, action.Count);
                break;
            case ActionKind.Latency:
                Faults.SetLatency(TimeSpan.FromMilliseconds(action.Count), action.Target);
                Keep(AfterAsync(action, () => Faults.SetLatency(TimeSpan.Zero, action.Target)));
                break;
            case ActionKind.BrokerDown:
                TakeDown(action.Target);
                Keep(AfterAsync(action, () => BringUp(action.Target)));
                break;
            case ActionKind.AllBrokersDown:
                TakeDown(AllBrokers);
                Keep(AfterAsync(action, () =>
                {
                    BringUp(AllBrokers);
                    Recoveries.Add(DateTime.UtcNow);
                }));
                break;
            case ActionKind.MoveCoordinator:
                Faults.MoveCoordinator(world.Group, action.Target);
                break;
            case ActionKind.MoveLeader:
                Faults.MoveLeader(world.LoadedTopic, action.Count, action.Target);
                break;
            case ActionKind.DeadLetterTopicAway:
                await source.QuietAsync(QuietLimit);
                Interlocked.Increment(ref _deadLetterTopicIsAway);
                Faults.FailRequests(KafkaApi.Produce, ErrorCode.TopicAuthorizationFailed, ManyRequests);
                Keep(AfterAsync(action, () =>
                {
                    Faults.ClearRequestErrors(KafkaApi.Produce);
                    Interlocked.Decrement(ref _deadLetterTopicIsAway);
                }));
                break;
            case ActionKind.FallbackAway:
                // A file where the store wants its folder.
                if (!Directory.Exists(world.FallbackFolder) && !File.Exists(world.FallbackFolder))
                {
                    await File.WriteAllTextAsync(world.FallbackFolder, "in the way");
                    Keep(AfterAsync(action, () => File.Delete(world.FallbackFolder)));
                }

                break;
            case ActionKind.StoreLocked:
                Keep(StoreLock.HoldAsync(world.StoreFile, action.Duration));
                break;
            default:
                throw new InvalidOperationException($"{action.Kind} is not known here.");
        }
    }

    /// <summary>Outages may overlap; the broker itself is told only of the first that begins and the last that ends.</summary>
    private void TakeDown(params ReadOnlySpan<int> brokers)
    {
        foreach (int broker in brokers)
        {
            lock (_outages)
            {
                if (++_outages[broker - 1] == 1)
                {
                    Forks.TakeDown(Faults, broker);
                }
            }
        }
    }

    private void BringUp(params ReadOnlySpan<int> brokers)
    {
        foreach (int broker in brokers)
        {
            lock (_outages)
            {
                if (--_outages[broker - 1] == 0)
                {
                    Faults.BringUp(broker);
                }
            }
        }
    }

    private async Task ProduceAsync(int count)
    {
        while (Volatile.Read(ref _deadLetterTopicIsAway) > 0)
        {
            await Task.Delay(20);
        }

        source.Produce(count);
    }

    private async Task AfterAsync(ScheduledAction action, Action end)
    {
        await Task.Delay(action.Duration);
        end();
        world.Timeline.Add($"over: {action}");
    }

    private void Keep(Task task) => _lasting.Add(task);

    private void Heal()
    {
        if (world.Cluster.Faults is { } faults)
        {
            foreach (KafkaApi api in Enum.GetValues<KafkaApi>())
            {
                faults.ClearRequestErrors(api);
            }

            faults.SetLatency(TimeSpan.Zero);
        }
    }
}
