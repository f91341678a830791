using System.Composition;
using BatchGen.Analyzers.Rules.Kafka.Configuration;
using BatchGen.CodeFixes.Kafka;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BatchGen.CodeFixes.Section43Producers;

/// <summary>BWS4304: writes the standard's bound.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ProducerLingersAtMostTenFix))]
[Shared]
public sealed class ProducerLingersAtMostTenFix() : ConfigurationFix("BWS4304", ClientSetting.LingerMs, "10", "10");
