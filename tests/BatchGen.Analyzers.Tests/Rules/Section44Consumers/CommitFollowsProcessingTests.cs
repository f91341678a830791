using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Section44Consumers.ConsumerBodies;

namespace BatchGen.Analyzers.Tests.Rules.Section44Consumers;

/// <summary>BWS4403 on straight code and branches.</summary>
public sealed class CommitFollowsProcessingTests
{
    [Fact]
    public Task Says_which_call_commits_too_early() => RuleCheck.Says(
        "BWS4403",
        "'consumer.Commit(result)' can commit a consumed record before it is processed: commit after processing has returned or was awaited",
        Class("""
            var result = consumer.Consume(ct);
            {|#0:consumer.Commit(result)|};
            handler.Handle(result);
            """),
        Parts);

    [Fact]
    public Task Reports_a_commit_before_processing() => Body("""
        while (!ct.IsCancellationRequested)
        {
            var result = consumer.Consume(ct);
            {|BWS4403:consumer.Commit(result)|};
            await handler.HandleAsync(result, ct);
        }
        """);

    [Fact]
    public Task Reports_a_commit_of_everything_between_consume_and_processing() => Body("""
        for (var count = 0; !ct.IsCancellationRequested; count++)
        {
            var result = consumer.Consume(ct);
            if (count % Settings.Interval == 0)
            {
                {|BWS4403:consumer.Commit()|};
            }

            await handler.HandleAsync(result, ct);
        }
        """);

    [Fact]
    public Task Reports_a_task_that_nobody_awaited() => Body("""
        var result = consumer.Consume(ct);
        _ = handler.HandleAsync(result, ct);
        {|BWS4403:consumer.Commit(result)|};
        """);

    [Fact]
    public Task Reports_work_handed_to_the_thread_pool() => Body("""
        var result = consumer.Consume(ct);
        _ = Task.Run(() => handler.Handle(result), ct);
        {|BWS4403:consumer.Commit(result)|};
        """);

    [Fact]
    public Task Reports_a_task_that_is_awaited_after_the_commit() => Body("""
        var result = consumer.Consume(ct);
        var processing = handler.HandleAsync(result.Message.Value);
        {|BWS4403:consumer.Commit(result)|};
        await processing;
        """);

    [Fact]
    public Task Reports_a_path_that_skips_processing() => Body("""
        while (!ct.IsCancellationRequested)
        {
            var result = consumer.Consume(ct);
            if (!Settings.Paused)
            {
                await handler.HandleAsync(result, ct);
            }

            {|BWS4403:consumer.Commit(result)|};
        }
        """);

    [Fact]
    public Task Reports_a_deserialized_record_that_is_saved_after_the_commit() => Body("""
        var result = consumer.Consume(ct);
        var order = JsonSerializer.Deserialize<Order>(result.Message.Value)!;
        {|BWS4403:consumer.Commit(result)|};
        await handler.SaveAsync(order);
        """);

    [Fact]
    public Task Reports_a_record_that_was_only_logged_and_located() => Body("""
        var result = consumer.Consume(ct);
        logger.LogInformation("Got {Value} at {Position}", result.Message.Value, result.TopicPartitionOffset);
        {|BWS4403:consumer.Commit(result)|};
        """);

    [Fact]
    public Task Reports_a_commit_of_the_next_offset() => Body("""
        var result = consumer.Consume(ct);
        {|BWS4403:consumer.Commit(new[] { new TopicPartitionOffset(result.TopicPartition, result.Offset + 1) })|};
        handler.Handle(result);
        """);

    [Fact]
    public Task Reports_a_record_returned_after_its_commit() => Body(
        "_ = Next(ct);",
        """
        private string? Next(CancellationToken ct)
        {
            var result = consumer.Consume(ct);
            if (result is null)
            {
                return null;
            }

            {|BWS4403:consumer.Commit(result)|};
            return result.Message.Value;
        }
        """);

    [Fact]
    public Task Accepts_a_commit_after_processing_was_awaited() => Body("""
        while (!ct.IsCancellationRequested)
        {
            var result = consumer.Consume(ct);
            await handler.HandleAsync(result, ct).ConfigureAwait(false);
            consumer.Commit(result);
        }
        """);

    [Fact]
    public Task Accepts_null_and_end_of_partition_checks() => Body("""
        while (!ct.IsCancellationRequested)
        {
            var result = consumer.Consume(TimeSpan.FromSeconds(1));
            if (result == null || result.IsPartitionEOF)
            {
                consumer.Commit();
                continue;
            }

            handler.Handle(result);
            consumer.Commit(result);
        }
        """);

    [Fact]
    public Task Accepts_patterns_as_null_checks() => Body("""
        while (!ct.IsCancellationRequested)
        {
            if (consumer.Consume(100) is not { IsPartitionEOF: false } result)
            {
                consumer.Commit();
                continue;
            }

            if (handler.TryHandle(result.Message.Value))
            {
                consumer.Commit(result);
            }
        }
        """);

    [Fact]
    public Task Accepts_skipping_a_record_because_of_what_it_says() => Body("""
        while (!ct.IsCancellationRequested)
        {
            var result = consumer.Consume(ct);
            if (result.Message?.Value is null || result.Message.Key == "ignored")
            {
                logger.LogDebug("Skipped {Key}", result.Message?.Key);
                consumer.Commit(result);
                continue;
            }

            await handler.HandleAsync(result.Message.Value);
            consumer.Commit(result);
        }
        """);

    [Fact]
    public Task Accepts_a_commit_interval_and_a_last_commit_before_consuming_again() => Body("""
        var count = 0;
        while (!ct.IsCancellationRequested)
        {
            if (count > Settings.Interval)
            {
                consumer.Commit();
                count = 0;
            }

            var result = consumer.Consume(ct);
            var order = JsonSerializer.Deserialize<Order>(result.Message.Value);
            await handler.SaveAsync(order!);
            count++;
        }

        consumer.Commit();
        """);

    [Fact]
    public Task Accepts_the_offset_of_the_record_itself_which_commits_what_is_before_it() => Body("""
        var result = consumer.Consume(ct);
        consumer.Commit(new[] { result.TopicPartitionOffset });
        handler.Handle(result);
        """);

    [Fact]
    public Task Accepts_printing_and_draining_where_nothing_else_is_done() => Body("""
        while (!ct.IsCancellationRequested)
        {
            var result = consumer.Consume(ct);
            Console.WriteLine($"{result.TopicPartitionOffset}: {result.Message.Value}");
            consumer.Commit(result);
            consumer.Consume(ct);
            consumer.Commit();
        }
        """);

    [Fact]
    public Task Accepts_committing_stored_offsets_at_any_time() => Body("""
        while (!ct.IsCancellationRequested)
        {
            var result = consumer.Consume(ct);
            consumer.Commit();
            handler.Handle(result);
            consumer.StoreOffset(result);
        }
        """);

    [Fact]
    public Task Is_silent_where_the_record_is_out_of_sight() => Body(
        """
        var channel = Channel.CreateUnbounded<ConsumeResult<string, string>>();
        while (!ct.IsCancellationRequested)
        {
            var first = consumer.Consume(ct);
            await channel.Writer.WriteAsync(first, ct);
            consumer.Commit(first);
            _current = consumer.Consume(ct);
            consumer.Commit(_current);
            var third = consumer.Consume(ct);
            Received?.Invoke(this, third.Message.Value);
            consumer.Commit(third);
        }
        """,
        """
        private ConsumeResult<string, string>? _current;

        public event EventHandler<string>? Received;
        """);

    [Fact]
    public Task Tells_two_consumers_apart() => Body(
        """
        var result = consumer.Consume(ct);
        other.Commit();
        handler.Handle(result);
        consumer.Commit();
        """,
        "private readonly IConsumer<string, string> other = null!;");
}
