using System.Composition;
using BatchGen.Analyzers.Rules.Kafka.Configuration;
using BatchGen.CodeFixes.Kafka;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BatchGen.CodeFixes.Section43Producers;

/// <summary>BWS4305: writes the standard's bound.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ProducerRetriesAtLeastFiveFix))]
[Shared]
public sealed class ProducerRetriesAtLeastFiveFix() : ConfigurationFix("BWS4305", ClientSetting.MessageSendMaxRetries, "5", "5");
