namespace BatchGen.Analyzers.Model;

/// <summary>How a record id or key becomes text that is the same on every machine and in every culture.</summary>
internal enum TextForm
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>It is text.</summary>
    Text,

    /// <summary><c>Guid</c>: 32 digits with hyphens.</summary>
    Guid,

    /// <summary>An integer: invariant digits.</summary>
    Integer,

    /// <summary><c>char</c>.</summary>
    Character,

    /// <summary><c>DateOnly</c>, <c>TimeOnly</c>, <c>DateTime</c>: ISO 8601.</summary>
    Date,

    /// <summary><c>DateTimeOffset</c>: ISO 8601 in UTC.</summary>
    Moment,

    /// <summary>An enum: the member's name.</summary>
    Enum,

    /// <summary><c>Uri</c>: as it was written.</summary>
    Uri,
}

/// <summary>A member with <c>[RecordId]</c> or <c>[RecordKey]</c>.</summary>
/// <param name="Name">The name.</param>
/// <param name="Identifier">The name as source writes it.</param>
/// <param name="TypeName">Its type, for messages.</param>
/// <param name="Form">How it becomes text.</param>
/// <param name="IsNullable">Whether its type says that it may be null.</param>
/// <param name="IsAccessible">Whether the job can read it.</param>
internal sealed record RecordMember(string Name, string Identifier, string TypeName, TextForm Form, bool IsNullable, bool IsAccessible);

/// <summary>A part of a payload that cannot be written as JSON and read back (BWS4204).</summary>
/// <param name="Member">The payload's member that leads there, or null for the payload itself.</param>
/// <param name="Path">The path from the payload, for messages: <c>Person.Homeworld.Climate</c>.</param>
/// <param name="Reason">Why, as the end of a sentence about the path: <c>is a delegate</c>.</param>
internal sealed record PayloadProblem(string? Member, string Path, string Reason);

/// <summary>The type of the records of a topic.</summary>
internal sealed record PayloadSpec
{
    public required TypeName Type { get; init; }

    /// <summary>The members with <c>[RecordId]</c>; exactly one is right (BWS1301).</summary>
    public EquatableArray<RecordMember> RecordIds { get; init; } = [];

    /// <summary>The members with <c>[RecordKey]</c>; none means that the record id is the key.</summary>
    public EquatableArray<RecordMember> RecordKeys { get; init; } = [];

    public EquatableArray<PayloadProblem> Problems { get; init; } = [];
}
