using System.Composition;
using BatchGen.Analyzers.Rules.Kafka.Configuration;
using BatchGen.CodeFixes.Kafka;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BatchGen.CodeFixes.Section43Producers;

/// <summary>BWS4301: has the producer wait for all replicas.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ProducerAcksAllFix))]
[Shared]
public sealed class ProducerAcksAllFix() : ConfigurationFix("BWS4301", ClientSetting.Acks, "Acks.All", "all");
