using System.Composition;
using BatchGen.Analyzers.Rules.Kafka.Configuration;
using BatchGen.CodeFixes.Kafka;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BatchGen.CodeFixes.Section44Consumers;

/// <summary>BWS4402: switches auto commit off where it was switched on, or where the configuration is created.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AutoCommitIsOffFix))]
[Shared]
public sealed class AutoCommitIsOffFix() : ConfigurationFix("BWS4402", ClientSetting.EnableAutoCommit, "false", "false", "Switch auto commit off");
