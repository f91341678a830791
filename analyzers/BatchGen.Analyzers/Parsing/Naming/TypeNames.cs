using System.Text;
using BatchGen.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BatchGen.Analyzers.Parsing.Naming;

/// <summary>Writes types as text: the only place that turns a type symbol into its name.</summary>
internal static class TypeNames
{
    /// <summary>A type as the job's file names it, its own nullable annotation left out.</summary>
    public static TypeName Create(ITypeSymbol type, NameScope scope)
    {
        TypeText text = TypeText.Of(type, scope);
        StringBuilder identifier = new();
        AppendIdentifier(identifier, type);
        return new TypeName
        {
            FullName = FullName(type),
            Text = text.ToString(),
            Namespaces = text.Namespaces.ToEquatableArray(),
            Identifier = identifier.ToString(),
            IsValueType = type.IsValueType,
            IsUnresolved = IsUnresolved(type),
        };
    }

    /// <summary>A type as the job's file names it, with its nullable annotation: for signatures.</summary>
    public static TypeName CreateAnnotated(ITypeSymbol type, NameScope scope)
    {
        TypeName name = Create(type, scope);
        return TypeText.IsAnnotatedReference(type) ? name with { Text = name.Text + "?" } : name;
    }

#pragma warning disable RS0030 // The text is for emission and messages, and the one place where it is made.
    /// <summary>The identity of a type as text: <c>global::Namespace.Type</c>.</summary>
    public static string FullName(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    /// <summary>A type as messages name it.</summary>
    public static string Display(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
#pragma warning restore RS0030

    /// <summary>A name as source writes it: with <c>@</c> where it is a keyword.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None
        || SyntaxFacts.GetContextualKeywordKind(name) is SyntaxKind.AwaitKeyword or SyntaxKind.RecordKeyword or SyntaxKind.FieldKeyword
            ? "@" + name
            : name;

    /// <summary>Whether a type, or a part of it, does not compile.</summary>
    public static bool IsUnresolved(ITypeSymbol? type) => type switch
    {
        null => true,
        IArrayTypeSymbol array => IsUnresolved(array.ElementType),
        IPointerTypeSymbol pointer => IsUnresolved(pointer.PointedAtType),
        INamedTypeSymbol named => named.TypeKind == TypeKind.Error || named.TypeArguments.Any(IsUnresolved),
        _ => type.TypeKind == TypeKind.Error,
    };

    private static void AppendIdentifier(StringBuilder identifier, ITypeSymbol type)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                AppendIdentifier(identifier, array.ElementType);
                identifier.Append("Array");
                break;
            case INamedTypeSymbol named:
                identifier.Append(named.Name);
                string separator = "Of";
                foreach (ITypeSymbol argument in named.TypeArguments)
                {
                    identifier.Append(separator);
                    AppendIdentifier(identifier, argument);
                    separator = "And";
                }

                break;
            default:
                identifier.Append(type.Name.Length > 0 ? type.Name : "Object");
                break;
        }
    }
}
