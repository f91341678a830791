namespace BatchGen.Analyzers.Model;

/// <summary>What an <see cref="Anchor"/> is on.</summary>
internal enum AnchorKind
{
    /// <summary>The identifier of the class.</summary>
    Type,

    /// <summary>The <c>[BatchJob]</c> attribute or an argument of it.</summary>
    Job,

    /// <summary>The <c>[Fallback]</c> attribute or an argument of it; the class's identifier where there is none.</summary>
    Fallback,

    /// <summary>A stage attribute or an argument of it.</summary>
    Stage,

    /// <summary>The identifier of a stage method.</summary>
    Method,

    /// <summary>The return type of a stage method.</summary>
    ReturnType,

    /// <summary>A parameter of a stage method.</summary>
    Parameter,

    /// <summary>The type of the parameter that takes the record.</summary>
    Payload,

    /// <summary>A member of the payload, where that is declared in source; else <see cref="Payload"/>.</summary>
    PayloadMember,
}

/// <summary>Where a fact of a <see cref="JobSpec"/> came from, as a value; <see cref="JobAnchors"/> knows its place.</summary>
/// <param name="Kind">What it is on.</param>
/// <param name="StageIndex">The index in <see cref="JobSpec.Stages"/>, or -1.</param>
/// <param name="Argument">
/// The name of the attribute argument (<c>Cron</c>; for constructor arguments the parameter's name, <c>topic</c>), parameter or
/// member; null for the whole.
/// </param>
/// <param name="Element">Which text of an argument that is an array of them, nulls not counted; -1 for the whole argument.</param>
internal readonly record struct Anchor(AnchorKind Kind, int StageIndex, string? Argument, int Element = -1)
{
    /// <summary>A piece of the text that the argument states, or null for the whole argument.</summary>
    public TextPart? Part { get; init; }

    public static Anchor Type { get; } = new(AnchorKind.Type, -1, null);

    public static Anchor Job(string? argument = null) => new(AnchorKind.Job, -1, argument);

    public static Anchor Fallback(string? argument = null, int element = -1) => new(AnchorKind.Fallback, -1, argument, element);

    public static Anchor Stage(int index, string? argument = null) => new(AnchorKind.Stage, index, argument);

    public static Anchor Method(int index) => new(AnchorKind.Method, index, null);

    public static Anchor ReturnType(int index) => new(AnchorKind.ReturnType, index, null);

    public static Anchor Parameter(int index, string name) => new(AnchorKind.Parameter, index, name);

    public static Anchor Payload(int index) => new(AnchorKind.Payload, index, null);

    public static Anchor PayloadMember(int index, string member) => new(AnchorKind.PayloadMember, index, member);

    /// <summary>
    /// A piece of the argument's text. Where the source does not write the text as it is (a constant of another place, an escape) the
    /// report stands on the whole argument.
    /// </summary>
    public Anchor Within(int offset, int length) => this with { Part = new(offset, length) };
}

/// <summary>A piece of a text.</summary>
internal readonly record struct TextPart(int Offset, int Length);
