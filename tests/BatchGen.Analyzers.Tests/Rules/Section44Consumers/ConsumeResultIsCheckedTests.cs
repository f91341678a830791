using BatchGen.Analyzers.Tests.Rules.Testing;

namespace BatchGen.Analyzers.Tests.Rules.Section44Consumers;

public sealed class ConsumeResultIsCheckedTests
{
    private static string In(string body, string members = "") => ConsumerBodies.Class(body, members);

    private const string WithEnds = """
        var config = new ConsumerConfig { GroupId = "g", EnableAutoCommit = false };
        config.EnablePartitionEof = true;
        using var inner = new ConsumerBuilder<string, string>(config).SetErrorHandler((_, error) => logger.LogError("{Error}", error)).Build();
        """;

    [Fact]
    public Task Says_what_is_null() => RuleCheck.Says(
        "BWS4409",
        "'result' is null when the timeout of Consume passes without a record: check it for null before it is used",
        In("""
        var result = consumer.Consume(TimeSpan.FromSeconds(1));
        handler.Handle({|#0:result|}.Message.Value.Length == 0 ? null! : result);
        """),
        ConsumerBodies.Parts);

    [Fact]
    public Task Reports_the_first_use_without_a_check() => RuleCheck.Reports(
        In("""
        while (!ct.IsCancellationRequested)
        {
            var result = consumer.Consume(100);
            await handler.HandleAsync({|BWS4409:result|}.Message.Value);
            if (result != null)
            {
                consumer.Commit(result);
            }
        }

        ConsumeResult<string, string> last;
        last = consumer.Consume(TimeSpan.FromSeconds(1));
        if ({|BWS4409:last|}.IsPartitionEOF)
        {
            return;
        }

        await handler.HandleAsync({|BWS4409:consumer.Consume(Settings.Interval)|}.Message.Value);
        Action later = () => handler.Handle(new Order("o", 1));
        {
            var inner = consumer.Consume(0);
            logger.LogInformation("At {Offset}", {|BWS4409:inner|}!.Offset);
        }

        later();
        """),
        ConsumerBodies.Parts);

    [Fact]
    public Task Says_what_has_no_message() => RuleCheck.Says(
        "BWS4409",
        "'result' has no Message at the end of a partition, which EnablePartitionEof reports: check IsPartitionEOF before it is used",
        In($$"""
        {{WithEnds}}
        var result = inner.Consume(ct);
        await handler.HandleAsync({|#0:result|}.Message.Value);
        """),
        ConsumerBodies.Parts);

    [Fact]
    public Task Reports_ends_of_partitions_that_are_taken_for_records() => RuleCheck.Reports(
        In($$"""
        {{WithEnds}}
        while (!ct.IsCancellationRequested)
        {
            var result = inner.Consume(100);
            if (result == null)
            {
                continue;
            }

            logger.LogInformation("At {Offset}", result.Offset);
            await handler.HandleAsync({|BWS4409:result|}.Message.Value);
        }
        """),
        ConsumerBodies.Parts);

    [Fact]
    public Task Accepts_ends_that_are_not_reported_or_checked() => RuleCheck.Reports(
        In($$"""
        {{WithEnds}}
        var result = inner.Consume(ct);
        await handler.HandleAsync(result.Message?.Value ?? "");
        var other = inner.Consume(ct);
        if (other.Message is null)
        {
            return;
        }

        await handler.HandleAsync(other.Message.Value);
        var third = inner.Consume(ct);
        await handler.HandleAsync(third);
        logger.LogInformation("{Text}", third.Message.Value);
        using var plain = new ConsumerBuilder<string, string>(new ConsumerConfig { EnableAutoCommit = false }).Build();
        var record = plain.Consume(ct);
        await handler.HandleAsync(record.Message.Value);
        """),
        ConsumerBodies.Parts);

    [Fact]
    public Task Accepts_every_kind_of_check() => RuleCheck.Reports(
        In(
            """
            while (!ct.IsCancellationRequested)
            {
                var result = consumer.Consume(TimeSpan.FromSeconds(1));
                if (result is null || result.IsPartitionEOF)
                {
                    continue;
                }

                await handler.HandleAsync(result.Message.Value);
                if (consumer.Consume(100) is { Message: { } message })
                {
                    await handler.HandleAsync(message.Value);
                }

                var other = consumer.Consume(100);
                await handler.HandleAsync(other?.Message.Value ?? "");
                var third = consumer.Consume(100) ?? throw new TimeoutException();
                await handler.HandleAsync(third.Message.Value);
                var fourth = consumer.Consume(100);
                if (!IsRecord(fourth))
                {
                    break;
                }

                await handler.HandleAsync(fourth.Message.Value);
                var value = consumer.Consume(100)?.Message.Value;
                await handler.HandleAsync(value ?? "");
                var fifth = consumer.Consume(100);
                switch (fifth)
                {
                    case null:
                        break;
                    default:
                        await handler.HandleAsync(fifth.Message.Value);
                        break;
                }
            }

            ConsumeResult<string, string>? drained;
            while ((drained = consumer.Consume(TimeSpan.Zero)) != null)
            {
                await handler.HandleAsync(drained.Message.Value);
            }
            """,
            "private static bool IsRecord(ConsumeResult<string, string>? result) => result is { IsPartitionEOF: false };"),
        ConsumerBodies.Parts);

    [Fact]
    public Task Accepts_calls_that_wait_for_a_record() => RuleCheck.Reports(
        In("""
        var result = consumer.Consume(ct);
        await handler.HandleAsync(result.Message.Value);
        var endless = consumer.Consume(Timeout.InfiniteTimeSpan);
        await handler.HandleAsync(endless.Message.Value);
        var always = consumer.Consume(-1);
        await handler.HandleAsync(always.Message.Value);
        var shown = consumer.Consume(100);
        Action show = () => logger.LogInformation("{Topic}", shown.Topic);
        if (shown is not null)
        {
            show();
        }

        var unused = consumer.Consume(100);
        logger.LogInformation("{Name}", nameof(unused.Message));
        """),
        ConsumerBodies.Parts);

    [Fact]
    public Task Is_silent_in_incomplete_code() => RuleCheck.Reports(
        In("""
        var result = consumer.Consume({|CS0103:unknown|});
        await handler.HandleAsync(result.Message.Value);
        """),
        ConsumerBodies.Parts);

    [Fact]
    public Task Goes_on_or_returns_when_there_is_no_record() => RuleCheck.Fixes(
        "BWS4409",
        In("""
        while (!ct.IsCancellationRequested)
        {
            // One at a time.
            var result = consumer.Consume(100); // short
            await handler.HandleAsync({|BWS4409:result|}.Message.Value);
        }

        var last = consumer.Consume(100);

        await handler.HandleAsync({|BWS4409:last|}.Message.Value);
        """),
        In("""
        while (!ct.IsCancellationRequested)
        {
            // One at a time.
            var result = consumer.Consume(100); // short
            if (result is null)
            {
                continue;
            }

            await handler.HandleAsync(result.Message.Value);
        }

        var last = consumer.Consume(100);
        if (last is null)
        {
            return;
        }

        await handler.HandleAsync(last.Message.Value);
        """),
        ConsumerBodies.Parts);

    [Fact]
    public Task Checks_for_ends_where_they_are_reported() => RuleCheck.Fixes(
        "BWS4409",
        In($$"""
        {{WithEnds}}
        while (!ct.IsCancellationRequested)
        {
            var result = inner.Consume(100);
            await handler.HandleAsync({|BWS4409:result|}.Message.Value);
        }
        """),
        In($$"""
        {{WithEnds}}
        while (!ct.IsCancellationRequested)
        {
            var result = inner.Consume(100);
            if (result is null || result.IsPartitionEOF)
            {
                continue;
            }

            await handler.HandleAsync(result.Message.Value);
        }
        """),
        ConsumerBodies.Parts);

    [Fact]
    public Task Offers_nothing_where_it_is_not_clear_what_to_do() => RuleCheck.OffersNoFix(
        "BWS4409",
        In(
            """
            await handler.HandleAsync({|BWS4409:consumer.Consume(100)|}.Message.Value);
            if (Settings.Paused)
            {
                var result = consumer.Consume(100);
                await handler.HandleAsync({|BWS4409:result|}.Message.Value);
            }
            """,
            """
            private string Next()
            {
                var next = consumer.Consume(100);
                return {|BWS4409:next|}.Message.Value;
            }
            """),
        ConsumerBodies.Parts);
}
