using BatchGen.Analyzers.Parsing;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules;

/// <summary>A rule on a type that has stage methods without being a job.</summary>
internal interface IStageTypeRule
{
    /// <summary>What of the type breaks the rule, or null.</summary>
    Diagnostic? Check(StageType type, CancellationToken cancellationToken);
}

/// <summary>A type without <c>[BatchJob]</c> that has stage methods of its own.</summary>
/// <param name="Type">The type.</param>
/// <param name="Stages">Its own stages, in the order of the source; at least one.</param>
/// <param name="Known">The symbols of the compilation.</param>
internal sealed record StageType(INamedTypeSymbol Type, IReadOnlyList<StageSource> Stages, KnownTypes Known);
