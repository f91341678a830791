using System.Composition;
using BatchGen.CodeFixes.Section32Retries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BatchGen.CodeFixes.Section44Consumers;

/// <summary>BWS4406: writes attempts and a first wait to begin with.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LoadDeclaresRetryFix))]
[Shared]
public sealed class LoadDeclaresRetryFix() : StageArgumentsFix("BWS4406");
