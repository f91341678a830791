using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BatchGen.CodeFixes.Section32Retries;

/// <summary>BWS3202: writes the nearest value that the standard allows.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ExtractRetryMeetsStandardFix))]
[Shared]
public sealed class ExtractRetryMeetsStandardFix() : StageBoundsFix("BWS3202");
