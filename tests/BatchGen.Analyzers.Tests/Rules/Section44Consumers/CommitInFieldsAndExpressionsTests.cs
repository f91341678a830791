using static BatchGen.Analyzers.Tests.Rules.Section44Consumers.ConsumerBodies;

namespace BatchGen.Analyzers.Tests.Rules.Section44Consumers;

/// <summary>BWS4403 on records in fields and buffers, on expressions that branch, on delegates, and on commit intervals.</summary>
public sealed class CommitInFieldsAndExpressionsTests
{
    [Fact]
    public Task Reports_records_and_batches_that_fields_hold() => Body(
        """
        while (!ct.IsCancellationRequested)
        {
            _current = consumer.Consume(ct);
            {|BWS4403:consumer.Commit(_current)|};
            await handler.HandleAsync(_current, ct);
            Current = consumer.Consume(ct);
            {|BWS4403:consumer.Commit(Current)|};
            Process();
            _batch.Add(consumer.Consume(ct));
            if (_batch.Count == 100)
            {
                {|BWS4403:consumer.Commit()|};
                await handler.SaveAllAsync(_batch);
                _batch.Clear();
            }
        }
        """,
        """
        private readonly List<ConsumeResult<string, string>> _batch = [];
        private ConsumeResult<string, string>? _current;

        private ConsumeResult<string, string>? Current { get; set; }

        private void Process() => handler.Handle(Current!);
        """);

    [Fact]
    public Task Accepts_fields_whose_records_are_processed_first_or_by_others() => Body(
        """
        while (!ct.IsCancellationRequested)
        {
            _current = consumer.Consume(ct);
            Process();
            consumer.Commit(_current);
            _current = consumer.Consume(ct);
            logger.LogInformation("Got {Value}", _current.Message.Value);
            _gate.Release();
            await _gate.WaitAsync(ct);
            consumer.Commit(_current);
            _current = consumer.Consume(ct);
            Flush();
            _batch.Add(consumer.Consume(ct));
            if (_batch.Count >= 100)
            {
                await FlushAsync();
            }

            var last = consumer.Consume(ct);
            _prices[last.Message.Key] = last.Message.Value;
            consumer.Commit(last);
            Publish(_prices);
        }
        """,
        """
        private readonly List<ConsumeResult<string, string>> _batch = [];
        private readonly Dictionary<string, string> _prices = [];
        private readonly SemaphoreSlim _gate = new(1);
        private ConsumeResult<string, string>? _current;

        private void Process() => handler.Handle(_current!);

        private void Flush()
        {
            Process();
            consumer.Commit(_current);
        }

        private async Task FlushAsync()
        {
            await handler.SaveAllAsync(_batch);
            consumer.Commit();
            _batch.Clear();
        }

        private static void Publish(IReadOnlyDictionary<string, string> prices) => Console.WriteLine(prices.Count);
        """);

    [Fact]
    public Task Reports_conditional_access_switches_and_early_continue() => Body("""
        while (!ct.IsCancellationRequested)
        {
            var first = consumer?.Consume(ct);
            {|BWS4403:consumer?.Commit(first)|};
            handler?.Handle(first!);

            var second = consumer!.Consume(ct);
            {|BWS4403:consumer.Commit(second)|};
            await (Settings.Paused switch
            {
                true => handler!.DeadLetterAsync(second),
                false => handler!.HandleAsync(second, ct),
            });

            var third = consumer.Consume(ct);
            if (Settings.Paused)
            {
                {|BWS4403:consumer.Commit(third)|};
                continue;
            }

            handler.Handle(third);
            consumer.Commit(third);
        }
        """);

    [Fact]
    public Task Accepts_conditional_access_and_switches_behind_the_work() => Body(
        """
        while (!ct.IsCancellationRequested)
        {
            var first = consumer?.Consume(ct);
            if (first?.Message?.Value is not { Length: > 0 } value)
            {
                consumer?.Commit(first);
                continue;
            }

            await handler.HandleAsync(value);
            consumer?.Commit(first);

            var second = consumer!.Consume(ct);
            await (second.Message.Key switch
            {
                "a" => handler.HandleAsync(second, ct),
                "b" => handler.DeadLetterAsync(second),
                _ => Task.CompletedTask,
            });
            consumer.Commit(second);

            var third = consumer.Consume(ct);
            Received?.Invoke(third);
            consumer.Commit(third);

            var fourth = consumer.Consume(ct);
            var outcome = fourth.Message.Key switch { "a" => handler.TryHandle(fourth.Message.Value), _ => true };
            consumer.Commit(outcome ? fourth : null);

            Settings.Paused = Settings.Paused && handler.TryHandle("x");
            var fifth = consumer.Consume(ct);
            _ = fifth is { IsPartitionEOF: false } && handler.TryHandle(fifth.Message.Value);
            consumer.Commit(fifth);
        }
        """,
        "public Action<ConsumeResult<string, string>>? Received { get; set; }");

    [Fact]
    public Task Reports_intervals_that_cover_the_record_in_work() => Body("""
        var seen = 0L;
        var watch = System.Diagnostics.Stopwatch.StartNew();
        while (!ct.IsCancellationRequested)
        {
            var result = consumer.Consume(ct);
            if (++seen % 100 == 0)
            {
                {|BWS4403:consumer.Commit(result)|};
            }

            if (watch.Elapsed > TimeSpan.FromSeconds(5))
            {
                {|BWS4403:consumer.Commit()|};
                watch.Restart();
            }

            await handler.HandleAsync(result, ct);
        }
        """);

    [Fact]
    public Task Accepts_intervals_behind_the_work_and_batches_by_time_or_partition() => Body("""
        var seen = 0L;
        var pending = new Dictionary<TopicPartition, List<ConsumeResult<string, string>>>();
        var last = default(ConsumeResult<string, string>);
        while (!ct.IsCancellationRequested)
        {
            var result = consumer.Consume(TimeSpan.FromMilliseconds(50));
            if (result is null)
            {
                if (last != null)
                {
                    consumer.Commit(last);
                    last = null;
                }

                continue;
            }

            await handler.HandleAsync(result, ct);
            last = result;
            if (++seen % 100 == 0)
            {
                consumer.Commit(result);
            }

            var other = consumer.Consume(ct);
            if (!pending.TryGetValue(other.TopicPartition, out var list))
            {
                pending[other.TopicPartition] = list = [];
            }

            list.Add(other);
            if (list.Count > 10)
            {
                foreach (var (partition, records) in pending)
                {
                    await handler.SaveAllAsync(records);
                    consumer.Commit(new[] { new TopicPartitionOffset(partition, records[^1].Offset + 1) });
                }

                pending.Clear();
            }
        }
        """);

    [Fact]
    public Task Reports_delegates_and_tasks_that_run_after_the_commit() => Body("""
        while (!ct.IsCancellationRequested)
        {
            var first = consumer.Consume(ct);
            Action work = () => handler.Handle(first);
            {|BWS4403:consumer.Commit(first)|};
            work();
            var second = consumer.Consume(ct);
            ValueTask running = new(handler.HandleAsync(second, ct));
            {|BWS4403:consumer.Commit(second)|};
            await running;
            var third = consumer.Consume(ct);
            ThreadPool.QueueUserWorkItem(_ => handler.Handle(third));
            {|BWS4403:consumer.Commit(third)|};
            var fourth = consumer.Consume(ct);
            _ = Task.Factory.StartNew(() => handler.Handle(fourth), ct);
            {|BWS4403:consumer.Commit(fourth)|};
            var fifth = consumer.Consume(ct);
            _ = handler.HandleAsync(fifth, ct).ContinueWith(_ => logger.LogInformation("Done"), ct);
            {|BWS4403:consumer.Commit(fifth)|};
        }
        """);

    [Fact]
    public Task Accepts_delegates_continuations_and_channels() => Body(
        """
        var channel = Channel.CreateBounded<ConsumeResult<string, string>>(10);
        Func<ConsumeResult<string, string>, Task> process = result => handler.HandleAsync(result, ct);
        while (!ct.IsCancellationRequested)
        {
            var first = consumer.Consume(ct);
            await process(first);
            consumer.Commit(first);
            var second = consumer.Consume(ct);
            await Task.Run(() => handler.Handle(second), ct);
            consumer.Commit(second);
            var third = consumer.Consume(ct);
            await handler.HandleAsync(third, ct).ContinueWith(_ => consumer.Commit(third), ct);
            var fourth = consumer.Consume(ct);
            if (channel.Writer.TryWrite(fourth))
            {
                consumer.Commit(fourth);
            }
        }

        await foreach (var result in channel.Reader.ReadAllAsync(ct))
        {
            await handler.HandleAsync(result, ct);
            consumer.Commit(result);
        }
        """);
}
