using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Section43Producers.ProducerBodies;

namespace BatchGen.Analyzers.Tests.Rules.Section43Producers;

public sealed class ProducerCompressesTests
{
    [Fact]
    public Task Says_what_it_does() => RuleCheck.Says(
        "BWS4303",
        "This producer compresses with Gzip: set CompressionType = CompressionType.Zstd, or Snappy",
        In("return new ProducerConfig { {|#0:CompressionType = CompressionType.Gzip|} };"));

    [Fact]
    public Task Says_that_it_does_not_by_default() => RuleCheck.Says(
        "BWS4303",
        "This producer does not compress by default: set CompressionType = CompressionType.Zstd, or Snappy",
        In("return new ProducerBuilder<string, string>({|#0:new ProducerConfig|} { EnableIdempotence = true }).Build();"));

    [Fact]
    public Task Reports_other_codecs_and_none() => RuleCheck.Reports(In("""
        {|BWS4303:given.CompressionType = CompressionType.None|};
                {|BWS4303:given.CompressionType = CompressionType.Lz4|};
                {|BWS4303:given.CompressionType = null|};
                {|BWS4303:given.Set("compression.codec", "gzip")|};
                {|BWS4303:given.Set("compression.type", "none")|};
                return new ProducerBuilder<string, string>({|BWS4303:new Dictionary<string, string>|} { ["enable.idempotence"] = "true" }).Build();
        """));

    [Fact]
    public Task Accepts_both_codecs_and_is_silent_where_it_cannot_tell() => RuleCheck.Reports(In($$"""
        using var first = new ProducerBuilder<string, string>(new ProducerConfig { {{Right}} }).Build();
                using var second = new ProducerBuilder<string, string>(new ProducerConfig { EnableIdempotence = true, CompressionType = CompressionType.Snappy }).Build();
                given.Set("compression.codec", "ZSTD");
                given.CompressionType = flag ? CompressionType.Zstd : CompressionType.None;
                given.CompressionType = Enum.Parse<CompressionType>(configuration["codec"]!);
                common.Set("compression.type", "brotli");
                return new ConsumerConfig();
        """));

    [Fact]
    public Task Writes_zstd_by_the_name_that_means_Kafkas() => RuleCheck.Fixes(
        "BWS4303",
        In("""
        {|BWS4303:given.CompressionType = Confluent.Kafka.CompressionType.Gzip|};
                {|BWS4303:common.Set("compression.codec", "gzip")|};
                return new ProducerBuilder<string, string>({|BWS4303:new ProducerConfig|} { EnableIdempotence = true }).Build();
        """).Replace("using System;", "using System;\nusing BatchGen;"),
        In("""
        given.CompressionType = Confluent.Kafka.CompressionType.Zstd;
                common.Set("compression.codec", "zstd");
                return new ProducerBuilder<string, string>(new ProducerConfig { EnableIdempotence = true, CompressionType = Confluent.Kafka.CompressionType.Zstd }).Build();
        """).Replace("using System;", "using System;\nusing BatchGen;"));
}
