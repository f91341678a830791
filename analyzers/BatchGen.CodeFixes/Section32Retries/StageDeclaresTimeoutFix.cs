using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BatchGen.CodeFixes.Section32Retries;

/// <summary>BWS3205: writes a timeout to begin with.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StageDeclaresTimeoutFix))]
[Shared]
public sealed class StageDeclaresTimeoutFix() : StageArgumentsFix("BWS3205");
