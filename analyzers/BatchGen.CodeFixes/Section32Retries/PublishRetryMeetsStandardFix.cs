using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BatchGen.CodeFixes.Section32Retries;

/// <summary>BWS3204: writes the nearest value that the standard allows.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PublishRetryMeetsStandardFix))]
[Shared]
public sealed class PublishRetryMeetsStandardFix() : StageBoundsFix("BWS3204");
