using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BatchGen.CodeFixes.Section32Retries;

/// <summary>BWS3203: writes the nearest value that the standard allows.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TransformRetryMeetsStandardFix))]
[Shared]
public sealed class TransformRetryMeetsStandardFix() : StageBoundsFix("BWS3203");
