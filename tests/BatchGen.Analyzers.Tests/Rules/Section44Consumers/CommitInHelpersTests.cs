using static BatchGen.Analyzers.Tests.Rules.Section44Consumers.ConsumerBodies;

namespace BatchGen.Analyzers.Tests.Rules.Section44Consumers;

/// <summary>BWS4403 on helper methods, lambdas, local functions and iterators.</summary>
public sealed class CommitInHelpersTests
{
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
}
