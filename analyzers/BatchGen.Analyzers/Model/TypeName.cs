namespace BatchGen.Analyzers.Model;

/// <summary>A type, as text: enough to compare it, to name it to a person and to write it into the job's generated file.</summary>
internal sealed record TypeName
{
    /// <summary>The identity: <c>global::StarWars.Batch.Person</c>, type arguments included, nullable annotations left out.</summary>
    public required string FullName { get; init; }

    /// <summary>
    /// How the job's generated file writes it: short, or with <c>global::</c> where the short name means something else there.
    /// </summary>
    public required string Text { get; init; }

    /// <summary>The namespaces that <see cref="Text"/> needs a <c>using</c> of.</summary>
    public EquatableArray<string> Namespaces { get; init; } = [];

    /// <summary>The type as an identifier: <c>Person</c>, <c>ListOfPerson</c>, <c>PersonArray</c>.</summary>
    public required string Identifier { get; init; }

    /// <summary>Whether it is a struct, an enum or a number.</summary>
    public bool IsValueType { get; init; }

    /// <summary>Whether it, or a part of it, does not compile.</summary>
    public bool IsUnresolved { get; init; }

    /// <summary>The identity without <c>global::</c>: how messages name the type.</summary>
    public string DisplayName => FullName.Replace("global::", "");
}
