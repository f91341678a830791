using static BatchGen.Analyzers.Tests.Rules.Section44Consumers.ConsumerBodies;

namespace BatchGen.Analyzers.Tests.Rules.Section44Consumers;

/// <summary>BWS4403 on loops, batches and exception handlers.</summary>
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

            {|BWS4405:consumer.Commit(result)|};
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

    [Fact]
    public Task Follows_a_lambda_in_a_handler_of_the_body_around_it() => ConsumerBodies.Body("""
        try
        {
            Action late = () =>
            {
                var result = consumer.Consume(ct);
                handler.Handle(result);
                consumer.Commit(result);
            };
            Action early = () =>
            {
                var result = consumer.Consume(ct);
                {|BWS4403:consumer.Commit(result)|};
                handler.Handle(result);
            };
            late();
            early();
        }
        catch (InvalidOperationException)
        {
            logger.LogError("Stopped");
        }
        finally
        {
            consumer.Close();
        }
        """);
}
