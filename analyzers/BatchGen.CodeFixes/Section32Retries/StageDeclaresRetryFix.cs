using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BatchGen.CodeFixes.Section32Retries;

/// <summary>BWS3201: writes the attempts and the first wait that the standard asks for at least.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StageDeclaresRetryFix))]
[Shared]
public sealed class StageDeclaresRetryFix() : StageArgumentsFix("BWS3201");
