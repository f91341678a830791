using System.Composition;
using BatchGen.Analyzers.Rules.Kafka.Configuration;
using BatchGen.CodeFixes.Kafka;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BatchGen.CodeFixes.Section43Producers;

/// <summary>BWS4302: switches idempotence on.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ProducerIsIdempotentFix))]
[Shared]
public sealed class ProducerIsIdempotentFix() : ConfigurationFix("BWS4302", ClientSetting.EnableIdempotence, "true", "true");
