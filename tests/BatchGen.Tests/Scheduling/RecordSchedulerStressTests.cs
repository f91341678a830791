using System.Collections.Concurrent;
using System.Globalization;
using BatchGen.Runtime;

namespace BatchGen.Tests.Scheduling;

/// <summary>The scheduler as it is used: one thread that enqueues and stops, workers on the thread pool. Bounded, seeded.</summary>
public sealed class RecordSchedulerStressTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 1)]
    [InlineData(3, 16)]
    public void Takes_each_record_once_and_in_order_under_load(int seed, int slots)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}"));
        const int records = 20_000;
        using Load load = new(seed, slots);
        Random random = new(seed);
        PartitionState[] partitions = [.. Enumerable.Range(0, 4).Select(i => new PartitionState("t", i))];
        long[] offsets = new long[partitions.Length];
        for (int i = 0; i < records;)
        {
            List<ConsumedMessage> polled = [];
            for (int n = random.Next(1, 50); n > 0 && i < records; n--, i++)
            {
                int p = random.Next(partitions.Length);
                polled.Add(Polled.Record(partitions[p], offsets[p]++, random.Next(10) == 0 ? null : $"k{random.Next(20)}", scheduler: load.Scheduler));
            }

            load.Scheduler.Enqueue(polled);
        }

        Assert.True(load.WaitFor(() => Volatile.Read(ref load.Completed) == records), $"{load.Completed} of {records} came through");
        Assert.Empty(load.Problems);
        Assert.Equal(offsets, partitions.Select(load.Scheduler.PositionOf));
        Assert.InRange(load.MostAtOnce, 1, slots);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Comes_to_rest_when_partitions_leave_under_load(int seed)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}"));
        using Load load = new(seed, slots: 4);
        Random random = new(seed);
        for (int round = 0; round < 60; round++)
        {
            PartitionState[] partitions = [new("t", 0), new("t", 1)];
            for (int batch = 0; batch < 10; batch++)
            {
                int from = batch * 20;
                load.Scheduler.Enqueue([
                    .. Enumerable.Range(from, 20).SelectMany(offset => partitions.Select(
                        partition => Polled.Record(partition, offset, $"k{random.Next(5)}", scheduler: load.Scheduler))),
                ]);
            }

            foreach (PartitionState partition in partitions)
            {
                load.Scheduler.Stop(partition);
                partition.Stop();
            }

            // As the poll loop waits: a wake-up that gets lost shows as a wait that runs out.
            Assert.True(load.WaitFor(() => partitions.All(partition => load.Scheduler.RunningOf(partition) == 0)), $"round {round} does not end");
            Assert.All(partitions, partition => Assert.Equal(0, partition.InFlight));
        }

        Assert.Empty(load.Problems);
    }

    private sealed class Load : IDisposable
    {
        private readonly ConcurrentDictionary<(PartitionState, string), long> _last = new();
        private readonly ConcurrentDictionary<(PartitionState, string), bool> _running = new();
        private readonly int _seed;
        private int _atOnce;
        private int _mostAtOnce;
        private int _workers;

        public Load(int seed, int slots)
        {
            _seed = seed;
            Scheduler = new RecordScheduler(
                new SlotPool(slots), RecordOrdering.Key, new InFlightBounds(int.MaxValue, long.MaxValue), () => _ = Task.Run(WorkAsync));
        }

        public RecordScheduler Scheduler { get; }

        public ConcurrentQueue<string> Problems { get; } = new();

        public int Completed;

        public int MostAtOnce => _mostAtOnce;

        public bool WaitFor(Func<bool> condition)
        {
            long started = Environment.TickCount64;
            while (true)
            {
                Scheduler.Changed.Reset();
                if (condition())
                {
                    return true;
                }

                TimeSpan left = Limit - TimeSpan.FromMilliseconds(Environment.TickCount64 - started);
                if (left <= TimeSpan.Zero || !Scheduler.Changed.Wait(left))
                {
                    return condition();
                }
            }
        }

        public void Dispose() => Scheduler.Changed.Dispose();

        private async Task WorkAsync()
        {
            Random random = new(HashCode.Combine(_seed, Interlocked.Increment(ref _workers)));
            while (Scheduler.TryTake(out ConsumedMessage? message))
            {
                PartitionState partition = message.Partition;
                (PartitionState, string) lane = (partition, message.KeyIsNull ? $"one {message.Offset}" : Convert.ToHexString(message.Key));
                if (!_running.TryAdd(lane, true))
                {
                    Problems.Enqueue($"{lane} runs twice at once");
                }

                if (!message.KeyIsNull && _last.TryGetValue(lane, out long last) && last >= message.Offset)
                {
                    Problems.Enqueue($"{lane}: {message.Offset} came behind {last}");
                }

                _last[lane] = message.Offset;
                try
                {
                    await HandleAsync(random, partition);
                }
                catch (OperationCanceledException)
                {
                    _running.TryRemove(lane, out _);
                    Scheduler.Abandon(message);
                    return;
                }

                _running.TryRemove(lane, out _);
                Interlocked.Increment(ref Completed);
                Scheduler.Complete(message);
            }
        }

        private async Task HandleAsync(Random random, PartitionState partition)
        {
            Enter();
            if (random.Next(4) == 0)
            {
                await Task.Yield();
            }

            Leave();
            for (int retries = random.Next(12) == 0 ? random.Next(1, 4) : 0; retries > 0; retries--)
            {
                Scheduler.ReleaseSlot();
                await Task.Yield();
                await Scheduler.AcquireSlotAsync(partition.Stopping);
                Enter();
                Leave();
            }
        }

        private void Enter()
        {
            int atOnce = Interlocked.Increment(ref _atOnce);
            int most;
            while ((most = Volatile.Read(ref _mostAtOnce)) < atOnce && Interlocked.CompareExchange(ref _mostAtOnce, atOnce, most) != most)
            {
            }
        }

        private void Leave() => Interlocked.Decrement(ref _atOnce);
    }
}
