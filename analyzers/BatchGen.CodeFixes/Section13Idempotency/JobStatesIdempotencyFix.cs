using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BatchGen.CodeFixes.Section13Idempotency;

/// <summary>BWS1304: writes what the job rests on, and what its author must see to.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(JobStatesIdempotencyFix))]
[Shared]
public sealed class JobStatesIdempotencyFix() : JobArgumentFix("BWS1304", "Idempotency", isText: true);
