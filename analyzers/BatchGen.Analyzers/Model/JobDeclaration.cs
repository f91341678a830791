namespace BatchGen.Analyzers.Model;

/// <summary>One type around a job, or the job's class itself.</summary>
/// <param name="Keyword"><c>class</c>, <c>record</c>, <c>struct</c>, <c>record struct</c> or <c>interface</c>.</param>
/// <param name="Name">The name as source writes it, type parameters included.</param>
/// <param name="IsPartial">Whether every declaration of it is <c>partial</c>.</param>
internal sealed record TypeHeader(string Keyword, string Name, bool IsPartial);

/// <summary>Where a job is declared, and as what.</summary>
internal sealed record JobDeclaration
{
    /// <summary>The job's class as a type.</summary>
    public required TypeName Type { get; init; }

    /// <summary>The namespace, empty for the global one.</summary>
    public required string Namespace { get; init; }

    /// <summary>The types around the class, outermost first.</summary>
    public EquatableArray<TypeHeader> ContainingTypes { get; init; } = [];

    /// <summary>The class itself.</summary>
    public required TypeHeader Header { get; init; }

    public bool IsStatic { get; init; }

    public bool IsAbstract { get; init; }

    /// <summary>Whether the class or a type around it has type parameters.</summary>
    public bool IsGeneric { get; init; }

    /// <summary>Whether it is a struct or a record struct.</summary>
    public bool IsStruct { get; init; }

    /// <summary>Whether the class or a type around it is <c>file</c>-local.</summary>
    public bool IsFileLocal { get; init; }

    /// <summary>Whether other code of the assembly can name the class; a private nested class cannot be registered.</summary>
    public bool IsAccessibleInAssembly { get; init; } = true;

    /// <summary>Whether no other type of the assembly has the class's name, so that the short name says which one is meant.</summary>
    public bool HasUniqueName { get; init; }

    /// <summary>The job without its namespace: <c>Outer.Job</c>.</summary>
    public string NestedName => string.Join(".", ContainingTypes.Select(type => type.Name).Append(Header.Name));

    /// <summary>The class and every type around it can be given another part.</summary>
    public bool CanHaveAnotherPart => !IsFileLocal && Header.IsPartial && ContainingTypes.All(type => type.IsPartial);

    /// <summary>The class can be created and registered by the service provider.</summary>
    public bool IsConstructible =>
        !IsStatic && !IsAbstract && !IsGeneric && !IsStruct && !IsFileLocal && IsAccessibleInAssembly;
}
