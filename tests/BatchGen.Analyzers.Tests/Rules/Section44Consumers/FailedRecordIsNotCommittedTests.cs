using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Section44Consumers.ConsumerBodies;

namespace BatchGen.Analyzers.Tests.Rules.Section44Consumers;

/// <summary>BWS4405 on one body: what a handler does, and what comes after it.</summary>
public sealed class FailedRecordIsNotCommittedTests
{
    [Fact]
    public Task Says_which_call_commits_a_failed_record() => RuleCheck.Says(
        "BWS4405",
        "'consumer.Commit(result)' can commit a record whose processing has failed: "
        + "send it to the dead-letter topic or rethrow before the commit",
        Class("""
            var result = consumer.Consume(ct);
            try
            {
                handler.Handle(result);
            }
            catch (Exception exception)
            {
                logger.LogError(exception, "Failed");
            }

            {|#0:consumer.Commit(result)|};
            """),
        Parts);

    [Fact]
    public Task Reports_every_kind_of_commit_behind_a_failure_that_was_only_logged() => Body("""
        while (!ct.IsCancellationRequested)
        {
            var first = consumer.Consume(ct);
            try
            {
                await handler.HandleAsync(first, ct);
            }
            catch (Exception exception)
            {
                logger.LogError(exception, "Failed at {Offset}: {Value}", first.Offset, first.Message.Value);
                Console.Error.WriteLine($"Failed at {first.TopicPartitionOffset}");
                await Task.Delay(1000, ct);
            }

            {|BWS4405:consumer.Commit()|};

            var second = consumer.Consume(ct);
            try
            {
                await handler.HandleAsync(second, ct);
            }
            catch
            {
            }

            {|BWS4405:consumer.Commit(new[] { new TopicPartitionOffset(second.TopicPartition, second.Offset + 1) })|};
        }
        """);

    [Fact]
    public Task Reports_a_record_that_cannot_be_read_and_is_skipped() => Body("""
        while (!ct.IsCancellationRequested)
        {
            var result = consumer.Consume(ct);
            Order? order = null;
            try
            {
                order = JsonSerializer.Deserialize<Order>(result.Message.Value);
            }
            catch (JsonException exception)
            {
                logger.LogWarning(exception, "Unreadable: {Value}", result.Message.Value);
                {|BWS4405:consumer.Commit(result)|};
                continue;
            }

            await handler.SaveAsync(order!);
            consumer.Commit(result);
        }
        """);

    [Fact]
    public Task Reports_commits_in_the_handler_in_finally_and_behind_using() => Body("""
        var first = consumer.Consume(ct);
        try
        {
            using var scope = logger.BeginScope("work");
            handler.Handle(first);
        }
        catch (InvalidOperationException exception)
        {
            logger.LogError(exception, "Failed");
            {|BWS4405:consumer.Commit(first)|};
            throw;
        }

        var second = consumer.Consume(ct);
        try
        {
            using (logger.BeginScope("work"))
            {
                await handler.HandleAsync(second, ct);
            }
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "Failed");
        }
        finally
        {
            {|BWS4405:consumer.Commit(second)|};
        }
        """);

    [Fact]
    public Task Reports_attempts_that_end_without_success() => Body("""
        while (!ct.IsCancellationRequested)
        {
            var first = consumer.Consume(ct);
            for (var attempt = 1; attempt <= 5; attempt++)
            {
                try
                {
                    await handler.HandleAsync(first, ct);
                    break;
                }
                catch (Exception exception)
                {
                    logger.LogWarning(exception, "Attempt {Attempt}", attempt);
                    await Task.Delay(attempt * 1000, ct);
                }
            }

            {|BWS4405:consumer.Commit(first)|};

            var second = consumer.Consume(ct);
            var attempts = 0;
            while (true)
            {
                try
                {
                    await handler.HandleAsync(second, ct);
                    break;
                }
                catch (Exception exception)
                {
                    if (++attempts == 5)
                    {
                        logger.LogError(exception, "Giving up");
                        break;
                    }
                }
            }

            {|BWS4405:consumer.Commit(second)|};
        }
        """);

    [Fact]
    public Task Reports_a_batch_of_which_one_has_failed() => Body("""
        var batch = new List<ConsumeResult<string, string>>();
        while (!ct.IsCancellationRequested)
        {
            batch.Add(consumer.Consume(ct));
            if (batch.Count < 100)
            {
                continue;
            }

            foreach (var result in batch)
            {
                try
                {
                    await handler.HandleAsync(result, ct);
                }
                catch (Exception exception)
                {
                    logger.LogError(exception, "Failed");
                }
            }

            {|BWS4405:consumer.Commit()|};
            batch.Clear();
        }
        """);

    [Fact]
    public Task Reports_a_flag_that_does_not_guard_the_commit_and_a_failure_of_forwarding() => Body(
        """
        while (!ct.IsCancellationRequested)
        {
            var first = consumer.Consume(ct);
            var ok = false;
            try
            {
                handler.Handle(first);
                ok = true;
            }
            catch (Exception exception)
            {
                logger.LogError(exception, "Failed");
            }

            if (!ok)
            {
                {|BWS4405:consumer.Commit(first)|};
            }

            var second = consumer.Consume(ct);
            try
            {
                await producer.ProduceAsync("orders.copied.v1", second.Message, ct);
            }
            catch (ProduceException<string, string> exception)
            {
                logger.LogError("Not forwarded: {Reason}", exception.Error.Reason);
            }

            {|BWS4405:consumer.Commit(second)|};
        }
        """,
        "private readonly IProducer<string, string> producer = null!;");

    [Fact]
    public Task Accepts_a_failure_that_leaves_or_is_dead_lettered() => Body(
        """
        while (!ct.IsCancellationRequested)
        {
            var first = consumer.Consume(ct);
            try
            {
                await handler.HandleAsync(first, ct);
            }
            catch (Exception exception)
            {
                logger.LogError(exception, "Failed");
                throw;
            }

            consumer.Commit(first);
            var second = consumer.Consume(ct);
            try
            {
                await handler.HandleAsync(second, ct);
            }
            catch (JsonException)
            {
                await handler.DeadLetterAsync(second);
            }
            catch (Exception exception)
            {
                logger.LogError(exception, "Failed");
                await producer.ProduceAsync("orders.placed.v1.dlq", new Message<string, string> { Key = second.Message.Key, Value = second.Message.Value }, ct);
            }

            consumer.Commit(second);
            var third = consumer.Consume(ct);
            try
            {
                handler.Handle(third);
                consumer.Commit(third);
            }
            catch (Exception exception)
            {
                logger.LogError(exception, "Failed, and read again after the next start");
                consumer.Seek(third.TopicPartitionOffset);
            }
        }
        """,
        "private readonly IProducer<string, string> producer = null!;");

    [Fact]
    public Task Accepts_a_commit_that_a_flag_an_error_or_a_verdict_guards() => Body("""
        while (!ct.IsCancellationRequested)
        {
            var first = consumer.Consume(ct);
            bool ok;
            try
            {
                ok = handler.TryHandle(first.Message.Value);
            }
            catch (Exception exception)
            {
                logger.LogError(exception, "Failed");
                ok = false;
            }

            if (ok)
            {
                consumer.Commit(first);
            }

            var second = consumer.Consume(ct);
            Exception? error = null;
            try
            {
                await handler.HandleAsync(second, ct);
            }
            catch (Exception exception)
            {
                error = exception;
            }

            if (error is not null)
            {
                await handler.DeadLetterAsync(second);
            }

            consumer.Commit(second);

            var third = consumer.Consume(ct);
            var failed = false;
            try
            {
                await handler.HandleAsync(third, ct);
            }
            catch (Exception exception)
            {
                logger.LogError(exception, "Failed");
                failed = true;
            }

            var mayCommit = !failed && !Settings.Paused;
            if (!mayCommit)
            {
                continue;
            }

            consumer.Commit(third);
        }
        """);

    [Fact]
    public Task Accepts_failures_that_are_counted_or_gathered_and_asked_for_later() => Body("""
        var batch = new List<ConsumeResult<string, string>>();
        while (!ct.IsCancellationRequested)
        {
            batch.Add(consumer.Consume(ct));
            var errors = new List<Exception>();
            var failures = 0;
            var rejected = new List<ConsumeResult<string, string>>();
            foreach (var result in batch)
            {
                try
                {
                    await handler.HandleAsync(result, ct);
                }
                catch (TimeoutException exception)
                {
                    errors.Add(exception);
                }
                catch (InvalidOperationException)
                {
                    failures++;
                }
                catch (Exception)
                {
                    rejected.Add(result);
                }
            }

            if (errors.Count > 0)
            {
                throw new AggregateException(errors);
            }

            var hasFailures = failures > 0;
            if (hasFailures)
            {
                return;
            }

            foreach (var result in rejected)
            {
                await handler.DeadLetterAsync(result);
            }

            consumer.Commit();
            batch.Clear();
        }
        """);

    [Fact]
    public Task Accepts_retries_that_end_in_success_in_a_dead_letter_or_in_the_failure() => Body("""
        while (!ct.IsCancellationRequested)
        {
            var first = consumer.Consume(ct);
            var done = false;
            while (!done)
            {
                try
                {
                    await handler.HandleAsync(first, ct);
                    done = true;
                }
                catch (Exception exception)
                {
                    logger.LogWarning(exception, "Again");
                    await Task.Delay(1000, ct);
                }
            }

            consumer.Commit(first);

            var second = consumer.Consume(ct);
            for (var attempt = 1; attempt <= 5; attempt++)
            {
                try
                {
                    await handler.HandleAsync(second, ct);
                    break;
                }
                catch (Exception exception)
                {
                    logger.LogWarning(exception, "Attempt {Attempt}", attempt);
                    if (attempt == 5)
                    {
                        await handler.DeadLetterAsync(second);
                        break;
                    }
                }
            }

            consumer.Commit(second);

            var third = consumer.Consume(ct);
            int tries;
            for (tries = 0; tries < 3; tries++)
            {
                try
                {
                    await handler.HandleAsync(third, ct);
                    break;
                }
                catch (Exception exception)
                {
                    logger.LogWarning(exception, "Again");
                }
            }

            if (tries == 3)
            {
                await handler.DeadLetterAsync(third);
            }

            consumer.Commit(third);
        }
        """);

    [Fact]
    public Task Accepts_stops_failures_of_the_consumer_filters_and_work_done_before() => Body("""
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
                    consumer.Commit();
                }
                catch (KafkaException exception)
                {
                    logger.LogError(exception, "Commit failed");
                    consumer.Commit();
                }
                catch (Exception exception) when (exception.Data.Count == 0)
                {
                    logger.LogError(exception, "Failed");
                    consumer.Commit();
                }
            }
        }
        catch (OperationCanceledException)
        {
            logger.LogInformation("Stopping");
            consumer.Commit();
        }
        """);

    [Fact]
    public Task Accepts_an_extra_after_the_work_and_a_record_that_was_there_before() => Body("""
        var first = consumer.Consume(ct);
        await handler.HandleAsync(first, ct);
        try
        {
            await handler.HandleAsync(first.Message.Key);
        }
        catch (Exception exception)
        {
            logger.LogWarning(exception, "The notification was not sent");
        }

        consumer.Commit(first);
        var second = consumer.Consume(ct);
        try
        {
            await handler.HandleAsync(second.Message.Key);
        }
        catch (DuplicateKeyException)
        {
            logger.LogDebug("Had it");
        }

        consumer.Commit(second);
        var third = consumer.Consume(ct);
        try
        {
            await handler.HandleAsync(third.Message.Key);
        }
        catch (Exception)
        {
            await handler.HandleAsync(third, ct);
        }

        consumer.Commit(third);
        """, "private sealed class DuplicateKeyException : Exception;");

    [Fact]
    public Task Reports_a_failure_after_a_check_or_a_lookup() => Body("""
        var first = consumer.Consume(ct);
        Validate(first);
        var name = Find(first.Message.Key);
        try
        {
            await handler.HandleAsync(name);
        }
        catch (Exception exception)
        {
            logger.LogWarning(exception, "Failed");
        }

        {|BWS4405:consumer.Commit(first)|};
        """,
        """
        private static void Validate(ConsumeResult<string, string> result) => ArgumentNullException.ThrowIfNull(result.Message.Value);

        private static string Find(string key) => string.Concat("order ", key);
        """);
}
