using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BatchGen.CodeFixes.Section23Concurrency;

/// <summary>BWS2301: lets no runs overlap.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(JobLimitsConcurrencyFix))]
[Shared]
public sealed class JobLimitsConcurrencyFix() : JobArgumentFix("BWS2301", "Concurrency", isText: false);
