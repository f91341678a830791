namespace BatchGen.Analyzers.Model;

/// <summary>What a parameter of a stage method is given.</summary>
internal enum ParameterRole
{
    /// <summary>The record, in one of the documented forms.</summary>
    Record,

    /// <summary>The <c>BatchContext</c>.</summary>
    Context,

    /// <summary>The <c>CancellationToken</c>.</summary>
    Token,

    /// <summary>The transaction that marks the record as done: a <c>DbTransaction</c> or a provider's own.</summary>
    Transaction,
}

/// <summary>One parameter of a stage method.</summary>
/// <param name="Name">The name as source writes it.</param>
/// <param name="Role">What it is given.</param>
/// <param name="Type">Its type.</param>
/// <param name="Text">The declaration without default value: modifiers, annotated type and name.</param>
internal sealed record ParameterSpec(string Name, ParameterRole Role, TypeName Type, string Text);

/// <summary>What a stage method returns its result in.</summary>
internal enum ReturnWrapper
{
    None,
    Task,
    ValueTask,
}

/// <summary>How many records a stage method returns.</summary>
internal enum ReturnCount
{
    /// <summary>No result.</summary>
    Nothing,

    /// <summary>One record.</summary>
    One,

    /// <summary>One record, or null to leave it out.</summary>
    OneOrNone,

    /// <summary>A sequence.</summary>
    Many,

    /// <summary>An asynchronous sequence.</summary>
    ManyAsync,
}

/// <summary>In which form a load stage takes its records.</summary>
internal enum LoadForm
{
    /// <summary><c>BatchRecord&lt;T&gt;</c>.</summary>
    Record,

    /// <summary><c>T</c>.</summary>
    Payload,

    /// <summary><c>IReadOnlyList&lt;BatchRecord&lt;T&gt;&gt;</c>.</summary>
    Batch,
}

/// <summary>A stage method, classified into one of the documented shapes.</summary>
internal sealed record MethodSpec
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The name as source writes it: with <c>@</c> where it is a keyword.</summary>
    public required string Identifier { get; init; }

    public bool IsStatic { get; init; }

    public bool IsAsync { get; init; }

    public bool ReturnsVoid { get; init; }

    /// <summary>Whether a base class declares it.</summary>
    public bool IsInherited { get; init; }

    /// <summary>Whether it is a <c>partial</c> declaration that nobody has written a body for.</summary>
    public bool NeedsBody { get; init; }

    /// <summary>The modifiers that another part of the method must repeat, <c>partial</c> left out; for <see cref="NeedsBody"/>.</summary>
    public string Modifiers { get; init; } = "";

    /// <summary>The return type as another part of the method must repeat it; for <see cref="NeedsBody"/>.</summary>
    public required TypeName ReturnType { get; init; }

    /// <summary>Whether the declaration has a doc comment, which one on the other part would replace.</summary>
    public bool IsDocumented { get; init; }

    public EquatableArray<ParameterSpec> Parameters { get; init; } = [];

    public ReturnWrapper Wrapper { get; init; }

    public ReturnCount Count { get; init; }

    /// <summary>The form of a load stage's records.</summary>
    public LoadForm LoadForm { get; init; }

    /// <summary>What of the transaction the method takes: <c>DbTransaction</c> or a type derived from it; null when it takes none.</summary>
    public TypeName? Transaction { get; init; }

    /// <summary>What the stage takes: <c>T</c>, without its wrapping; null when it takes nothing or the shape is not supported.</summary>
    public TypeName? Input { get; init; }

    /// <summary>What the stage gives: <c>U</c>, without its wrapping; null when it gives nothing or the shape is not supported.</summary>
    public TypeName? Output { get; init; }

    /// <summary>Why the method has none of the documented shapes, as a sentence about it; null when it has one (BWS1007).</summary>
    public string? Problem { get; init; }

    /// <summary>What of the method <see cref="Problem"/> is about: a parameter's name, <c>return</c>, or null for the whole.</summary>
    public string? ProblemPart { get; init; }

    public bool TakesToken => Parameters.Any(parameter => parameter.Role == ParameterRole.Token);

    /// <summary>Whether a type in the signature does not compile: the compiler has said so, and rules stay silent.</summary>
    public bool IsUnresolved => ReturnType.IsUnresolved || Parameters.Any(parameter => parameter.Type.IsUnresolved);
}
