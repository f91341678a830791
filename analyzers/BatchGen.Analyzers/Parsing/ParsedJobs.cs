using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using BatchGen.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Parsing;

/// <summary>A job's class with what its attributes say and where they say it.</summary>
/// <param name="Type">The class.</param>
/// <param name="Spec">What it declares.</param>
/// <param name="Anchors">Where.</param>
internal sealed record ParsedJob(INamedTypeSymbol Type, JobSpec Spec, JobAnchors Anchors);

/// <summary>The jobs of one compilation: each is parsed once, whichever host asks first.</summary>
internal sealed class ParsedJobs
{
    private static readonly ConditionalWeakTable<Compilation, ParsedJobs> Cache = new();
    private readonly ConcurrentDictionary<INamedTypeSymbol, ParsedJob> _jobs = new(SymbolEqualityComparer.Default);
    private readonly KnownTypes _known;

    private ParsedJobs(Compilation compilation) => _known = KnownTypes.Of(compilation);

    /// <summary>The jobs of a compilation; the same object each time.</summary>
    public static ParsedJobs Of(Compilation compilation) => Cache.GetValue(compilation, static compilation => new ParsedJobs(compilation));

    /// <summary>The job that a class declares, or null where it has no <c>[BatchJob]</c>.</summary>
    public ParsedJob? Find(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (_jobs.TryGetValue(type, out ParsedJob? known))
        {
            return known;
        }

        if (AttributeReader.Find(type, _known.BatchJob) is null)
        {
            return null;
        }

        (JobSpec spec, JobAnchors anchors) = JobParser.Parse(type, _known, cancellationToken);
        return _jobs.GetOrAdd(type, new ParsedJob(type, spec, anchors));
    }
}
