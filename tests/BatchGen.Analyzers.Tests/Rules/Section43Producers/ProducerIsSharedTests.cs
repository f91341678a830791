using BatchGen.Analyzers.Tests.Rules.Testing;

namespace BatchGen.Analyzers.Tests.Rules.Section43Producers;

public sealed class ProducerIsSharedTests
{
    private static string In(string members) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Confluent.Kafka;

        public sealed class Events(ProducerConfig config, List<Message<string, string>> messages)
        {
            public object Given => (config, messages);

            {{members}}
        }
        """;

    [Fact]
    public Task Says_that_each_call_builds_one() => RuleCheck.Says(
        "BWS4307",
        "A producer is built for each call of 'SendAsync': build one for the process and share it, all threads may use it",
        In("""
        public async Task SendAsync(string id, string json)
            {
                using var producer = new ProducerBuilder<string, string>(config).{|#0:Build|}();
                await producer.ProduceAsync("people.ingest.v1", new Message<string, string> { Key = id, Value = json });
            }
        """));

    [Fact]
    public Task Reports_loops_and_lambdas_for_each_element() => RuleCheck.Reports(In("""
        public async Task RunAsync(CancellationToken ct)
            {
                foreach (var message in messages)
                {
                    using (var producer = new ProducerBuilder<string, string>(config).{|BWS4307:Build|}())
                    {
                        await producer.ProduceAsync("people.ingest.v1", message, ct);
                        producer.Flush(ct);
                    }
                }

                for (var index = 0; index < messages.Count; index++)
                {
                    var producer = new ProducerBuilder<string, string>(config).SetErrorHandler((_, error) => Console.WriteLine(error)).{|BWS4307:Build|}();
                    producer.Produce("people.ingest.v1", messages[index], report => Console.WriteLine(report.Error));
                    producer.Dispose();
                }

                await Parallel.ForEachAsync(messages, ct, async (message, token) =>
                {
                    using var producer = new ProducerBuilder<string, string>(config).{|BWS4307:Build|}();
                    await producer.ProduceAsync("people.ingest.v1", message, token);
                });
                while (!ct.IsCancellationRequested)
                {
                    await new ProducerBuilder<string, string>(config).{|BWS4307:Build|}().ProduceAsync("people.ingest.v1", messages[0], ct);
                }
            }
        """));

    [Fact]
    public Task Reports_functions_that_produce_what_they_are_given() => RuleCheck.Reports(In("""
        public void Send(Message<string, string> message)
            {
                IProducer<string, string> producer = new ProducerBuilder<string, string>(config).{|BWS4307:Build|}();
                try
                {
                    producer.Produce("people.ingest.v1", message, report => Console.WriteLine(report.Error));
                    producer.Flush(TimeSpan.FromSeconds(10));
                }
                finally
                {
                    producer?.Dispose();
                }
            }

            public Func<string, Task> Handler() => async json =>
            {
                using var producer = new ProducerBuilder<string, string>(config).{|BWS4307:Build|}();
                await producer.ProduceAsync("people.ingest.v1", new Message<string, string> { Key = "k", Value = json });
            };
        """));

    [Fact]
    public Task Accepts_one_for_many_records() => RuleCheck.Reports(In("""
        public async Task ImportAsync(IEnumerable<Message<string, string>> records, CancellationToken ct)
            {
                using var producer = new ProducerBuilder<string, string>(config).Build();
                foreach (var record in records)
                {
                    await producer.ProduceAsync("people.ingest.v1", record, ct);
                }
            }

            public async Task ReconnectAsync(CancellationToken ct)
            {
                while (!ct.IsCancellationRequested)
                {
                    using var producer = new ProducerBuilder<string, string>(config).Build();
                    foreach (var record in messages)
                    {
                        await producer.ProduceAsync("people.ingest.v1", record, ct);
                    }
                }
            }

            public async Task SelectAsync(IEnumerable<Message<string, string>> records)
            {
                using var producer = new ProducerBuilder<string, string>(config).Build();
                await Task.WhenAll(records.Select(record => producer.ProduceAsync("people.ingest.v1", record)));
            }

            public async Task ExecuteAsync(Message<string, string> started)
            {
                using var producer = new ProducerBuilder<string, string>(config).Build();
                await producer.ProduceAsync("people.ingest.v1", started);
            }
        """));

    [Fact]
    public Task Accepts_who_shares_it() => RuleCheck.Reports(
        In("""
        private readonly Lazy<IProducer<string, string>> _lazy = new(() => new ProducerBuilder<string, string>(config).Build());
            private IProducer<string, string>? _producer;

            public IProducer<string, string> Create() => new ProducerBuilder<string, string>(config).Build();

            public Task SendAsync(Message<string, string> message)
            {
                _producer ??= new ProducerBuilder<string, string>(config).Build();
                return Task.WhenAll(_producer.ProduceAsync("people.ingest.v1", message), _lazy.Value.ProduceAsync("people.ingest.v1", message));
            }

            public Dictionary<string, IProducer<string, string>> PerCluster(IEnumerable<string> clusters)
            {
                var producers = new Dictionary<string, IProducer<string, string>>();
                foreach (var cluster in clusters)
                {
                    var producer = new ProducerBuilder<string, string>(config).Build();
                    producer.Produce("people.ingest.v1", messages[0], report => Console.WriteLine(report.Error));
                    producers[cluster] = producer;
                }

                return producers;
            }

            public async Task AttemptAsync()
            {
                for (var attempt = 0; attempt < 3; attempt++)
                {
                    using var producer = new ProducerBuilder<string, string>(config).Build();
                    await producer.ProduceAsync("people.ingest.v1", messages[0]);
                    break;
                }
            }

            public async Task AnnounceAsync()
            {
                using var producer = new ProducerBuilder<string, string>(config).Build();
                await producer.ProduceAsync("people.ingest.v1", messages[0]);
            }
        """),
        """
        using System.Threading.Tasks;
        using Confluent.Kafka;

        public sealed class TestAttribute : System.Attribute;

        public static class Program
        {
            public static Task Main(string[] args) => SendAsync(new ProducerConfig(), args[0]);

            private static async Task SendAsync(ProducerConfig config, string json)
            {
                using var producer = new ProducerBuilder<string, string>(config).Build();
                await producer.ProduceAsync("people.ingest.v1", new Message<string, string> { Key = "k", Value = json });
            }
        }

        public sealed class EventTests
        {
            [Test]
            public async Task Sends(string json)
            {
                using var producer = new ProducerBuilder<string, string>(new ProducerConfig { EnableIdempotence = true, CompressionType = CompressionType.Zstd }).Build();
                await producer.ProduceAsync("people.ingest.v1", new Message<string, string> { Key = "k", Value = json });
            }
        }
        """);

    [Fact]
    public Task Accepts_a_program_that_sends_one_record() => RuleCheck.ReportsInProgram("""
        using Confluent.Kafka;

        using var producer = new ProducerBuilder<string, string>(new ProducerConfig { EnableIdempotence = true, CompressionType = CompressionType.Zstd }).Build();
        await producer.ProduceAsync("people.ingest.v1", new Message<string, string> { Key = "k", Value = args[0] });
        """);
}
