using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Parsing.Naming;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.Analyzers.Parsing;

/// <summary>Reads where a job is declared, and as what.</summary>
internal static class DeclarationParser
{
    public static JobDeclaration Parse(INamedTypeSymbol type, NameScope scope, KnownTypes known, CancellationToken cancellationToken)
    {
        List<INamedTypeSymbol> containing = [];
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            containing.Insert(0, outer);
        }

        return new JobDeclaration
        {
            Type = TypeNames.Create(type, scope),
            Namespace = type.ContainingNamespace is { IsGlobalNamespace: false } container
                ? string.Join(".", container.ToString()!.Split('.').Select(TypeNames.Escape))
                : "",
            ContainingTypes = containing.Select(outer => Header(outer, cancellationToken)).ToEquatableArray(),
            Header = Header(type, cancellationToken),
            IsStatic = type.IsStatic,
            IsAbstract = type.IsAbstract && !type.IsStatic,
            IsGeneric = containing.Append(type).Any(static part => part.Arity > 0),
            IsStruct = type.IsValueType,
            IsFileLocal = containing.Append(type).Any(static part => part.IsFileLocal),
            IsAccessibleInAssembly = known.Compilation.IsSymbolAccessibleWithin(type, known.Compilation.Assembly),
            HasUniqueName = HasUniqueName(type, known),
        };
    }

    /// <summary>
    /// Whether the compilation declares no other type or namespace of this name, so that a <c>using</c> of its namespace suffices
    /// to say which one is meant.
    /// </summary>
    public static bool HasUniqueName(INamedTypeSymbol type, KnownTypes known)
    {
        INamedTypeSymbol outermost = type;
        while (outermost.ContainingType is { } outer)
        {
            outermost = outer;
        }

        string name = outermost.Name;
        return known.Names.IsUnique(name)
            && !known.GlobalUsings.Aliases.Contains(name)
            && known.Imports.HasNoOther(outermost)
            && known.Compilation.GlobalNamespace.GetMembers(name).All(member => SymbolEqualityComparer.Default.Equals(member, outermost));
    }

    private static TypeHeader Header(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        string names = string.Join(", ", type.TypeParameters.Select(static parameter => TypeNames.Escape(parameter.Name)));
        string parameters = type.Arity == 0 ? "" : $"<{names}>";
        string keyword = (type.TypeKind, type.IsRecord) switch
        {
            (TypeKind.Struct, true) => "record struct",
            (TypeKind.Struct, _) => "struct",
            (TypeKind.Interface, _) => "interface",
            (_, true) => "record",
            _ => "class",
        };
        bool isPartial = type.DeclaringSyntaxReferences.Length > 0 && type.DeclaringSyntaxReferences.All(reference =>
            reference.GetSyntax(cancellationToken) is BaseTypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));
        return new(keyword, TypeNames.Escape(type.Name) + parameters, isPartial);
    }
}
