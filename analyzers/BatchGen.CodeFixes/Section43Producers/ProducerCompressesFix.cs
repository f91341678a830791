using System.Composition;
using BatchGen.Analyzers.Rules.Kafka.Configuration;
using BatchGen.CodeFixes.Kafka;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BatchGen.CodeFixes.Section43Producers;

/// <summary>BWS4303: has the producer compress with zstd.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ProducerCompressesFix))]
[Shared]
public sealed class ProducerCompressesFix() : ConfigurationFix("BWS4303", ClientSetting.CompressionType, "CompressionType.Zstd", "zstd");
