using BatchGen.Analyzers.Tests.Rules.Testing;

namespace BatchGen.Analyzers.Tests.Rules.Section44Consumers;

public sealed class ConsumerIsClosedTests
{
    private static string In(string body, string members = "") => $$"""
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using Confluent.Kafka;

        public sealed class Worker(ConsumerConfig config) : IDisposable
        {
            public void Run(CancellationToken ct)
            {
                {{body}}
            }

            {{members}}

            private IConsumer<string, string> Build() => new ConsumerBuilder<string, string>(config).Build();
        }
        """;

    private const string NothingToDispose = "public void Dispose() { }";

    [Fact]
    public Task Says_which_consumer() => RuleCheck.Says(
        "BWS4410",
        "Consumer 'orders' is disposed without Close, and its group waits for the session timeout: call orders.Close() first, in a finally",
        In(
            """
            using var {|#0:orders|} = new ConsumerBuilder<string, string>(config).Build();
                    orders.Subscribe("shop.orders.v1");
            """,
            NothingToDispose));

    [Fact]
    public Task Reports_locals_that_are_only_disposed() => RuleCheck.Reports(In(
        """
        using (var {|BWS4410:consumer|} = new ConsumerBuilder<string, string>(config).SetErrorHandler((_, error) => Console.WriteLine(error)).Build())
                {
                    consumer.Subscribe(["shop.orders.v1"]);
                    while (!ct.IsCancellationRequested)
                    {
                        Console.WriteLine(consumer.Consume(ct).Message.Value);
                    }

                    consumer.Unsubscribe();
                }

                IConsumer<string, string> {|BWS4410:other|} = new ConsumerBuilder<string, string>(config).Build();
                try
                {
                    other.Subscribe("shop.orders.v1");
                }
                finally
                {
                    other?.Dispose();
                }
        """,
        NothingToDispose));

    [Fact]
    public Task Reports_a_field_that_its_type_only_disposes() => RuleCheck.Reports(
        In(
            "_consumer.Subscribe(\"shop.orders.v1\");",
            """
            private readonly IConsumer<string, string> _consumer = new ConsumerBuilder<string, string>(config).Build();

                public void Dispose() => {|BWS4410:_consumer|}.Dispose();
            """),
        """
        using Confluent.Kafka;

        public partial class Parts(ConsumerConfig config)
        {
            private IConsumer<string, string>? _consumer;

            public void Start()
            {
                _consumer = new ConsumerBuilder<string, string>(config).Build();
                _consumer.Subscribe("shop.orders.v1");
            }
        }
        """,
        """
        public partial class Parts : System.IDisposable
        {
            public void Dispose()
            {
                if (_consumer is not null)
                {
                    {|BWS4410:_consumer|}.Dispose();
                    _consumer = null;
                }
            }
        }
        """);

    [Fact]
    public Task Accepts_who_closes() => RuleCheck.Reports(
        In(
            """
            using var consumer = new ConsumerBuilder<string, string>(config).Build();
                    consumer.Subscribe("shop.orders.v1");
                    try
                    {
                        Console.WriteLine(consumer.Consume(ct).Message.Value);
                    }
                    finally
                    {
                        consumer.Close();
                    }

                    using var registered = new ConsumerBuilder<string, string>(config).Build();
                    registered.Subscribe("shop.orders.v1");
                    using var stop = ct.Register(registered.Close);
                    _consumer.Subscribe("shop.orders.v1");
            """,
            """
            private readonly IConsumer<string, string> _consumer = new ConsumerBuilder<string, string>(config).Build();

                public void Dispose()
                {
                    _consumer?.Close();
                    _consumer?.Dispose();
                }
            """));

    [Fact]
    public Task Is_silent_where_somebody_else_may_close() => RuleCheck.Reports(
        In(
            """
            using var passed = new ConsumerBuilder<string, string>(config).Build();
                    passed.Subscribe("shop.orders.v1");
                    Leave(passed);
                    using var built = Build();
                    built.Subscribe("shop.orders.v1");
                    var kept = new ConsumerBuilder<string, string>(config).Build();
                    kept.Subscribe("shop.orders.v1");
                    _consumer = Build();
                    _consumer.Subscribe("shop.orders.v1");
            """,
            """
            private IConsumer<string, string>? _consumer;

                public void Dispose() => _consumer?.Dispose();

                private static void Leave(IConsumer<string, string> consumer) => consumer.Close();
            """));

    [Fact]
    public Task Is_silent_about_consumers_without_a_group_to_leave() => RuleCheck.Reports(In(
        """
        using var consumer = new ConsumerBuilder<string, string>(config).Build();
                consumer.Assign(new TopicPartition("shop.orders.v1", 0));
                Console.WriteLine(consumer.Consume(ct).Message.Value);
                using var watermarks = new ConsumerBuilder<string, string>(config).Build();
                Console.WriteLine(watermarks.QueryWatermarkOffsets(new TopicPartition("shop.orders.v1", 0), TimeSpan.FromSeconds(5)).High);
        """,
        NothingToDispose));

    [Fact]
    public Task Is_silent_in_incomplete_code() => RuleCheck.Reports(In(
        """
        using var consumer = new ConsumerBuilder<string, string>(config).{|CS1061:Buil|}();
                consumer.Subscribe("shop.orders.v1");
        """,
        NothingToDispose));
}
