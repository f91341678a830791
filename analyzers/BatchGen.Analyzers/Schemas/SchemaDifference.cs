using Microsoft.CodeAnalysis.Text;

namespace BatchGen.Analyzers.Schemas;

/// <summary>Who cannot go on after a change, without a new version of the topic.</summary>
[Flags]
internal enum SchemaBreak
{
    /// <summary>Nobody.</summary>
    None = 0,

    /// <summary>Consumers that were built on the committed schema: records from now on are not what it promises.</summary>
    Consumers = 1,

    /// <summary>Whoever reads with the type as it is now: records that are on the topic already are not what it needs.</summary>
    Records = 2,
}

/// <summary>One difference between a committed schema and the payload type.</summary>
/// <param name="Path">The member: <c>payload.films[].title</c>.</param>
/// <param name="What">What is different, as the end of a sentence about the member.</param>
/// <param name="Break">Whom it breaks.</param>
/// <param name="Place">Where the committed schema says otherwise.</param>
internal sealed record SchemaDifference(string Path, string What, SchemaBreak Break, TextSpan Place);
