using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section44Consumers.Flow.Values;

/// <summary>What is known of a consumed record at a point of a body: the union over all paths that lead there.</summary>
[Flags]
internal enum RecordStatus
{
    /// <summary>There is no such record on these paths.</summary>
    None = 0,

    /// <summary>Consumed, and nothing was done with its content.</summary>
    Fresh = 1,

    /// <summary>A branch was taken by its content: that may be all that was to be done (a filter).</summary>
    Inspected = 2,

    /// <summary>It was read into another form or printed: processing may still come.</summary>
    Transformed = 4,

    /// <summary>A task was started with it that nobody has awaited.</summary>
    Started = 8,

    /// <summary>It was handed to code that has returned, or whose task was awaited.</summary>
    Done = 16,

    /// <summary>Cannot be told: it was stored, handed on, or its processing may have failed.</summary>
    Unknown = 32,

    /// <summary>Its processing has thrown, and the exception is on its way.</summary>
    Failing = 64,

    /// <summary>Its processing has thrown, the exception was caught, and nothing was done with the record since.</summary>
    Failed = 128,

    /// <summary>What it was handed to only prepares: finds, checks, begins. The processing itself comes after.</summary>
    Prepared = 256,

    /// <summary>What was started with it catches failures without telling.</summary>
    Swallowing = 512,
}

/// <summary>
/// The records that one call to <c>Consume</c> gives. The latest and the earlier ones are two tokens: a loop that gathers a batch holds
/// earlier ones while the latest is fresh.
/// </summary>
/// <param name="Site">The call that consumes, or the parameter that gives the record.</param>
/// <param name="Consumer">The variable that holds the consumer; null when it is not one.</param>
/// <param name="IsEarlier">Whether the call has been made again since.</param>
internal sealed record RecordToken(SyntaxNode Site, ISymbol? Consumer, bool IsEarlier)
{
    public RecordToken Earlier => this with { IsEarlier = true };

    public bool Equals(RecordToken? other) => other is not null && Site == other.Site && IsEarlier == other.IsEarlier;

    public override int GetHashCode() => unchecked((Site.GetHashCode() * 2) + (IsEarlier ? 1 : 0));
}
