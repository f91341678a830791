using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Parsing;
using BatchGen.Analyzers.Rules;
using BatchGen.Analyzers.Rules.Options;
using BatchGen.Analyzers.Rules.Section10Jobs;
using BatchGen.Analyzers.Rules.Section13Idempotency;
using BatchGen.Analyzers.Rules.Section21Schedules;
using BatchGen.Analyzers.Rules.Section33Fallbacks;
using Microsoft.CodeAnalysis;

namespace BatchGen.CodeFixes.Section10Jobs;

/// <summary>A class that would be a job if it had <c>[BatchJob]</c>.</summary>
/// <param name="Spec">The job that it would be.</param>
/// <param name="HasFallback">Whether it has <c>[Fallback]</c> already.</param>
internal sealed record NewJob(JobSpec Spec, bool HasFallback)
{
    /// <summary>The job, or null where some rule would report it.</summary>
    public static NewJob? Of(INamedTypeSymbol type, KnownTypes known, RuleOptions options, CancellationToken cancellationToken)
    {
        JobSpec found = JobParser.Parse(type, known, cancellationToken).Spec;
        if (JobName.Suggest(type.Name) is not { } name)
        {
            return null;
        }

        JobDeclaration declaration = found.Declaration with
        {
            Header = found.Declaration.Header with { IsPartial = true },
            ContainingTypes = found.Declaration.ContainingTypes.Select(static outer => outer with { IsPartial = true }).ToEquatableArray(),
        };
        JobSpec named = found with { Name = name, Declaration = declaration };
        JobSpec job = named with
        {
            Trigger = named.IsStartedByTopic ? null : JobDeclaresTrigger.Manual(named),
            Concurrency = named.IsStartedByTopic ? null : 1,
            Idempotency = IdempotencyNote.For(named),
            Fallback = named.Fallback ?? new(JobDeclaresFallback.Store, new[] { FallbackChannel.DefaultFor(named) }.ToEquatableArray(), null),
        };
        bool isClean = !job.DoesNotCompile
            && RuleBook.JobRules.All(rule => !rule.Check(job, options).Any())
            && DerivedTypes.All(known, cancellationToken).All(other => NameOf(other, known) != name);
        return isClean ? new(job, found.Fallback is not null) : null;
    }

    private static string? NameOf(INamedTypeSymbol type, KnownTypes known) =>
        new AttributeReader(AttributeReader.Find(type, known.BatchJob)).ConstructorString();
}
