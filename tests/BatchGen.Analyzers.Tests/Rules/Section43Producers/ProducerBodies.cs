namespace BatchGen.Analyzers.Tests.Rules.Section43Producers;

/// <summary>Puts a body into code that sets producers up as one finds it: given configurations, configuration files, services, helpers.</summary>
internal static class ProducerBodies
{
    /// <summary>The two settings whose default is wrong.</summary>
    public const string Right = "EnableIdempotence = true, CompressionType = CompressionType.Zstd";

    public static string In(string body, string members = "") => $$"""
        using System;
        using System.Collections.Generic;
        using Confluent.Kafka;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;

        public sealed class Setup(IConfiguration configuration, IServiceCollection services, ProducerConfig given, ClientConfig common)
        {
            public object Run(bool flag)
            {
                _ = (configuration, services, given, common, flag);
                {{body}}
            }
            {{members}}
        }
        """;
}
