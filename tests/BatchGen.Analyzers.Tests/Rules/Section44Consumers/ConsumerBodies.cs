using BatchGen.Analyzers.Tests.Rules.Testing;

namespace BatchGen.Analyzers.Tests.Rules.Section44Consumers;

/// <summary>Puts a body into a worker as one finds them: fields for the consumer, a handler, a logger, and a few helpers elsewhere.</summary>
internal static class ConsumerBodies
{
    public const string Parts = """
        using System.Collections.Generic;
        using System.Text.Json;
        using System.Threading;
        using System.Threading.Tasks;
        using Confluent.Kafka;

        public sealed record Order(string Id, int Amount);

        public interface IHandler
        {
            void Handle(ConsumeResult<string, string> result);
            void Handle(Order order);
            bool TryHandle(string value);
            Task HandleAsync(ConsumeResult<string, string> result, CancellationToken ct = default);
            Task HandleAsync(string value);
            Task SaveAsync(Order order);
            Task SaveAllAsync(IReadOnlyCollection<ConsumeResult<string, string>> results);
            Task DeadLetterAsync(ConsumeResult<string, string> result);
        }

        public static class Settings
        {
            public const int Interval = 100;
            public static bool Paused { get; set; }
        }
        """;

    /// <summary>A body of <c>async Task RunAsync(CancellationToken ct)</c>, with further members of its class.</summary>
    public static Task Body(string body, string members = "") => RuleCheck.Reports(Class(body, members), Parts);

    public static string Class(string body, string members = "") => $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Text.Json;
        using System.Threading;
        using System.Threading.Channels;
        using System.Threading.Tasks;
        using Confluent.Kafka;
        using Microsoft.Extensions.Logging;

        public sealed class Worker(IConsumer<string, string> consumer, IHandler handler, ILogger<Worker> logger)
        {
            public async Task RunAsync(CancellationToken ct)
            {
                await Task.Yield();
                logger.LogInformation("Started with {Handler}", handler);
        {{Indent(body, 8)}}
            }
        {{Indent(members, 4)}}
        }
        """;

    private static string Indent(string text, int width) =>
        string.Join("\n", text.Split('\n').Select(line => line.Length == 0 ? line : new string(' ', width) + line));
}
