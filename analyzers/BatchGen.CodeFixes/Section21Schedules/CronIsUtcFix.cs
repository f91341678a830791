using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BatchGen.CodeFixes.Section21Schedules;

/// <summary>BWS2103: writes the time zone in which the schedule runs; the hours are left to their author.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CronIsUtcFix))]
[Shared]
public sealed class CronIsUtcFix() : JobArgumentFix("BWS2103", "TimeZone", isText: true);
