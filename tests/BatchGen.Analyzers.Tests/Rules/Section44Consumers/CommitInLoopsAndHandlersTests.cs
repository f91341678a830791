using static BatchGen.Analyzers.Tests.Rules.Section44Consumers.ConsumerBodies;

namespace BatchGen.Analyzers.Tests.Rules.Section44Consumers;

/// <summary>BWS4403 on loops, batches, exception handlers and helpers.</summary>
public sealed class CommitInLoopsAndHandlersTests
{
    [Fact]
    public Task Reports_a_commit_in_finally_that_a_failure_runs_into() => Body("""
        var result = consumer.Consume(ct);
        try
        {
            await handler.HandleAsync(result, ct);
        }
        finally
        {
            {|BWS4403:consumer.Commit(result)|};
        }
        """);

    [Fact]
    public Task Reports_a_batch_that_is_committed_before_it_is_saved() => Body("""
        var batch = new List<ConsumeResult<string, string>>();
        while (!ct.IsCancellationRequested)
        {
            batch.Add(consumer.Consume(ct));
            if (batch.Count >= 500)
            {
                {|BWS4403:consumer.Commit()|};
                await handler.SaveAllAsync(batch);
                batch.Clear();
            }
        }
        """);

    [Fact]
    public Task Reports_a_commit_of_each_record_of_a_batch_before_its_processing() => Body("""
        var batch = new List<ConsumeResult<string, string>>();
        while (batch.Count < 10)
        {
            batch.Add(consumer.Consume(ct));
        }

        foreach (var result in batch)
        {
            {|BWS4403:consumer.Commit(result)|};
            await handler.HandleAsync(result, ct);
        }
        """);

    [Fact]
    public Task Reports_tasks_that_are_gathered_but_not_awaited() => Body("""
        var tasks = new List<Task>();
        while (!ct.IsCancellationRequested)
        {
            var result = consumer.Consume(ct);
            tasks.Add(handler.HandleAsync(result, ct));
            {|BWS4403:consumer.Commit(result)|};
        }

        await Task.WhenAll(tasks);
        """);

    [Fact]
    public Task Reports_through_a_helper_of_the_same_type() => Body(
        """
        var result = consumer.Consume(ct);
        {|BWS4403:Acknowledge(result)|};
        await handler.HandleAsync(result, ct);
        """,
        """
        private void Acknowledge(ConsumeResult<string, string> result)
        {
            logger.LogDebug("Done with {Offset}", result.Offset);
            consumer.Commit(result);
        }
        """);

    [Fact]
    public Task Reports_a_helper_that_commits_what_it_is_about_to_handle() => Body(
        """
        var result = Poll(ct);
        {|BWS4403:CommitAndHandle(result)|};
        """,
        """
        private ConsumeResult<string, string> Poll(CancellationToken ct) => consumer.Consume(ct);

        private void CommitAndHandle(ConsumeResult<string, string> result)
        {
            consumer.Commit(result);
            handler.Handle(result);
        }
        """);

    [Fact]
    public Task Reports_inside_lambdas_and_local_functions() => Body("""
        await Task.Run(() =>
        {
            var result = consumer.Consume(ct);
            {|BWS4403:consumer.Commit(result)|};
            handler.Handle(result);
        }, ct);
        Loop();

        void Loop()
        {
            var result = consumer.Consume(ct);
            {|BWS4403:consumer.Commit(result)|};
            handler.Handle(result);
        }
        """);

    [Fact]
    public Task Reports_in_a_using_block_and_behind_a_logging_helper() => Body(
        """
        using var scope = logger.BeginScope("consume");
        var result = consumer.Consume(ct);
        Trace(result);
        {|BWS4403:consumer.Commit(result)|};
        handler.Handle(result);
        """,
        """
        private void Trace(ConsumeResult<string, string> result) => logger.LogTrace("Got {Value}", result.Message.Value);
        """);

    [Fact]
    public Task Accepts_a_commit_behind_using_and_finally() => Body("""
        while (!ct.IsCancellationRequested)
        {
            var result = consumer.Consume(ct);
            using (logger.BeginScope(result.Topic))
            {
                await handler.HandleAsync(result, ct);
            }

            try
            {
                logger.LogInformation("Done");
            }
            finally
            {
                logger.LogInformation("Really done");
            }

            consumer.Commit(result);
        }
        """);

    [Fact]
    public Task Accepts_retries_that_surely_run_once() => Body("""
        while (!ct.IsCancellationRequested)
        {
            var result = consumer.Consume(ct);
            for (var attempt = 1; attempt <= 5; attempt++)
            {
                try
                {
                    await handler.HandleAsync(result, ct);
                    break;
                }
                catch (TimeoutException) when (attempt < 5)
                {
                    await Task.Delay(attempt * 1000, ct);
                }
            }

            consumer.Commit(result);
        }
        """);

    [Fact]
    public Task Leaves_swallowed_failures_to_the_rule_about_them() => Body("""
        while (!ct.IsCancellationRequested)
        {
            var result = consumer.Consume(ct);
            var done = false;
            try
            {
                var order = JsonSerializer.Deserialize<Order>(result.Message.Value);
                await handler.SaveAsync(order!);
                done = true;
            }
            catch (JsonException exception)
            {
                logger.LogError(exception, "Poison at {Offset}", result.Offset);
                await handler.DeadLetterAsync(result);
            }
            catch (Exception exception)
            {
                logger.LogError(exception, "Failed");
            }

            if (done)
            {
                consumer.Commit(result);
            }

            consumer.Commit(result);
        }
        """);

    [Fact]
    public Task Accepts_batches_that_are_saved_first() => Body("""
        var batch = new List<ConsumeResult<string, string>>();
        while (!ct.IsCancellationRequested)
        {
            var result = consumer.Consume(TimeSpan.FromMilliseconds(100));
            if (result is not null)
            {
                batch.Add(result);
            }

            if (batch.Count >= 500 || (result is null && batch.Count > 0))
            {
                await handler.SaveAllAsync(batch);
                consumer.Commit(batch.Select(r => new TopicPartitionOffset(r.TopicPartition, r.Offset + 1)));
                consumer.Commit(batch.Last());
                consumer.Commit();
                batch.Clear();
            }
        }
        """);

    [Fact]
    public Task Accepts_a_batch_processed_one_by_one() => Body("""
        var batch = new List<ConsumeResult<string, string>>();
        for (var i = 0; i < 10; i++)
        {
            batch.Add(consumer.Consume(ct));
        }

        foreach (var result in batch)
        {
            await handler.HandleAsync(result, ct);
        }

        consumer.Commit();
        """);

    [Fact]
    public Task Accepts_tasks_that_are_awaited_together() => Body("""
        var tasks = new List<Task>();
        var batch = new List<ConsumeResult<string, string>>();
        while (!ct.IsCancellationRequested)
        {
            var result = consumer.Consume(ct);
            batch.Add(result);
            tasks.Add(handler.HandleAsync(result, ct));
            if (tasks.Count == 16)
            {
                await Task.WhenAll(tasks);
                consumer.Commit();
                tasks.Clear();
                await Task.WhenAll(batch.Select(r => handler.HandleAsync(r, ct)));
                consumer.Commit(result);
                await Parallel.ForEachAsync(batch, ct, async (r, token) => await handler.HandleAsync(r, token));
                consumer.Commit(result);
                batch.Clear();
            }
        }
        """);

    [Fact]
    public Task Accepts_blocking_on_the_task() => Body("""
        var first = consumer.Consume(ct);
        handler.HandleAsync(first, ct).GetAwaiter().GetResult();
        consumer.Commit(first);
        var second = consumer.Consume(ct);
        handler.HandleAsync(second, ct).Wait(ct);
        consumer.Commit(second);
        var third = consumer.Consume(ct);
        var task = handler.HandleAsync(third, ct);
        await Task.WhenAny(task, Task.Delay(1000, ct));
        consumer.Commit(third);
        """);

    [Fact]
    public Task Accepts_helpers_that_process_or_acknowledge_in_order() => Body(
        """
        while (true)
        {
            var result = Poll(ct);
            await ProcessAsync(result);
            Acknowledge(result);
        }
        """,
        """
        private ConsumeResult<string, string> Poll(CancellationToken ct) => consumer.Consume(ct);

        private Task ProcessAsync(ConsumeResult<string, string> result) => handler.HandleAsync(result);

        private void Acknowledge(ConsumeResult<string, string> result)
        {
            consumer.Commit(result);
            logger.LogDebug("Committed {Value}", result.Message.Value);
        }
        """);

    [Fact]
    public Task Accepts_a_local_function_that_works_on_the_record_around_it() => Body("""
        while (!ct.IsCancellationRequested)
        {
            var result = consumer.Consume(ct);
            await RetryAsync(() => handler.HandleAsync(result, ct));
            consumer.Commit(result);
            Process();
            consumer.Commit(result);

            void Process() => handler.Handle(result);
        }

        static async Task RetryAsync(Func<Task> action) => await action();
        """);

    [Fact]
    public Task Accepts_a_pull_based_iterator_that_commits_when_it_is_asked_for_more() => Body(
        "await foreach (var value in ReadAsync(ct)) { await handler.HandleAsync(value); }",
        """
        private async IAsyncEnumerable<string> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
        {
            while (!ct.IsCancellationRequested)
            {
                await Task.Yield();
                var result = consumer.Consume(ct);
                yield return result.Message.Value;
                consumer.Commit(result);
            }
        }
        """);

    [Fact]
    public Task Accepts_a_shutdown_that_stops_on_cancellation() => Body("""
        try
        {
            while (true)
            {
                try
                {
                    var result = consumer.Consume(ct);
                    await handler.HandleAsync(result, ct);
                    consumer.Commit(result);
                }
                catch (ConsumeException exception)
                {
                    logger.LogError(exception, "Consume failed");
                }
            }
        }
        catch (OperationCanceledException)
        {
            logger.LogInformation("Stopping");
        }
        finally
        {
            consumer.Close();
        }
        """);

    [Fact]
    public Task Accepts_a_running_total_as_processing() => Body(
        """
        var result = consumer.Consume(ct);
        _total += result.Message.Value.Length;
        consumer.Commit(result);
        logger.LogInformation("{Total}", _total);
        """,
        "private long _total;");
}
