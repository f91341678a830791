using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BatchGen.CodeFixes.Section21Schedules;

/// <summary>BWS2101: documents that the job is started by hand, as any job can be.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(JobDeclaresTriggerFix))]
[Shared]
public sealed class JobDeclaresTriggerFix() : JobArgumentFix("BWS2101", "Trigger", isText: true);
