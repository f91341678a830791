using System.Collections.Immutable;
using BatchGen.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules;

/// <summary>One breach of a rule by a job.</summary>
/// <param name="anchor">The smallest piece of the declaration that is wrong.</param>
/// <param name="arguments">The arguments of the rule's message.</param>
internal sealed class Finding(Anchor anchor, params object[] arguments)
{
    public Anchor Anchor { get; } = anchor;

    public object[] Arguments { get; } = arguments;

    /// <summary>Further pieces, each the breach as much as <see cref="Anchor"/>; a fix may need them.</summary>
    public ImmutableArray<Anchor> Related { get; init; } = [];

    /// <summary>Where in a file beside the code the breach stands, or null: then it stands on <see cref="Anchor"/>.</summary>
    public Location? Place { get; init; }

    /// <summary>Further places in files beside the code.</summary>
    public ImmutableArray<Location> RelatedPlaces { get; init; } = [];

    /// <summary>Facts for the rule's fix, by name.</summary>
    public ImmutableDictionary<string, string?> Properties { get; init; } = ImmutableDictionary<string, string?>.Empty;
}
