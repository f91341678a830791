using System.Text;
using BatchGen.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BatchGen.Analyzers.Parsing;

/// <summary>Writes types as text: the only place that turns a type symbol into its name.</summary>
internal static class TypeNames
{
    /// <summary>A type as the job's file names it, its own nullable annotation left out.</summary>
    public static TypeName Create(ITypeSymbol type, NameScope scope)
    {
        SortedSet<string> namespaces = new(StringComparer.Ordinal);
        StringBuilder text = new();
        StringBuilder identifier = new();
        Append(text, type, scope, namespaces, annotated: false);
        AppendIdentifier(identifier, type);
        return new TypeName
        {
            FullName = FullName(type),
            Text = text.ToString(),
            Namespaces = namespaces.ToEquatableArray(),
            Identifier = identifier.ToString(),
            IsValueType = type.IsValueType,
            IsUnresolved = IsUnresolved(type),
        };
    }

    /// <summary>A type as the job's file names it, with its nullable annotation: for signatures.</summary>
    public static TypeName CreateAnnotated(ITypeSymbol type, NameScope scope)
    {
        TypeName name = Create(type, scope);
        return IsAnnotatedReference(type) ? name with { Text = name.Text + "?" } : name;
    }

#pragma warning disable RS0030 // The text is for emission and messages, and the one place where it is made.
    /// <summary>The identity of a type as text: <c>global::Namespace.Type</c>.</summary>
    public static string FullName(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    /// <summary>A type as messages name it.</summary>
    public static string Display(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
#pragma warning restore RS0030

    /// <summary>A name as source writes it: with <c>@</c> where it is a keyword.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) is SyntaxKind.AwaitKeyword or SyntaxKind.RecordKeyword or SyntaxKind.FieldKeyword
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

    private static bool IsAnnotatedReference(ITypeSymbol type) =>
        type.NullableAnnotation == NullableAnnotation.Annotated && type.OriginalDefinition.SpecialType != SpecialType.System_Nullable_T;

    private static void Append(StringBuilder text, ITypeSymbol type, NameScope scope, ISet<string> namespaces, bool annotated)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                AppendArray(text, array, scope, namespaces);
                break;
            case INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable:
                Append(text, nullable.TypeArguments[0], scope, namespaces, annotated: false);
                text.Append('?');
                break;
            case INamedTypeSymbol { IsTupleType: true } tuple when tuple.TupleElements.Length > 1:
                AppendTuple(text, tuple, scope, namespaces);
                break;
            case INamedTypeSymbol named when Keyword(named.SpecialType) is { } keyword:
                text.Append(keyword);
                break;
            case INamedTypeSymbol { TypeKind: not TypeKind.Error } named:
                AppendNamed(text, named, scope, namespaces);
                break;
            default:
                text.Append(FullName(type));
                break;
        }

        if (annotated && IsAnnotatedReference(type))
        {
            text.Append('?');
        }
    }

    private static void AppendArray(StringBuilder text, IArrayTypeSymbol array, NameScope scope, ISet<string> namespaces)
    {
        // int[][,] reads from the outside in: the element type of all comes first, then the ranks in order.
        ITypeSymbol element = array;
        StringBuilder ranks = new();
        while (element is IArrayTypeSymbol inner)
        {
            ranks.Append('[').Append(',', inner.Rank - 1).Append(']');
            element = inner.ElementType;
        }

        Append(text, element, scope, namespaces, annotated: true);
        text.Append(ranks);
    }

    private static void AppendTuple(StringBuilder text, INamedTypeSymbol tuple, NameScope scope, ISet<string> namespaces)
    {
        text.Append('(');
        foreach (IFieldSymbol element in tuple.TupleElements)
        {
            text.Append(text[text.Length - 1] == '(' ? "" : ", ");
            Append(text, element.Type, scope, namespaces, annotated: true);
            text.Append(element.IsExplicitlyNamedTupleElement ? " " + Escape(element.Name) : "");
        }

        text.Append(')');
    }

    private static void AppendNamed(StringBuilder text, INamedTypeSymbol type, NameScope scope, ISet<string> namespaces)
    {
        if (scope.Means(type, out string? import))
        {
            if (import is not null)
            {
                namespaces.Add(import);
            }
        }
        else if (type.ContainingType is { } outer)
        {
            AppendNamed(text, outer, scope, namespaces);
            text.Append('.');
        }
        else
        {
            text.Append("global::");
            if (type.ContainingNamespace is { IsGlobalNamespace: false } container)
            {
                text.Append(string.Join(".", container.ToString()!.Split('.').Select(Escape))).Append('.');
            }
        }

        text.Append(Escape(type.Name));
        string separator = "<";
        foreach (ITypeSymbol argument in type.TypeArguments)
        {
            text.Append(separator);
            Append(text, argument, scope, namespaces, annotated: true);
            separator = ", ";
        }

        text.Append(separator == ", " ? ">" : "");
    }

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

    private static string? Keyword(SpecialType type) => type switch
    {
        SpecialType.System_Object => "object",
        SpecialType.System_Boolean => "bool",
        SpecialType.System_Char => "char",
        SpecialType.System_SByte => "sbyte",
        SpecialType.System_Byte => "byte",
        SpecialType.System_Int16 => "short",
        SpecialType.System_UInt16 => "ushort",
        SpecialType.System_Int32 => "int",
        SpecialType.System_UInt32 => "uint",
        SpecialType.System_Int64 => "long",
        SpecialType.System_UInt64 => "ulong",
        SpecialType.System_Decimal => "decimal",
        SpecialType.System_Single => "float",
        SpecialType.System_Double => "double",
        SpecialType.System_String => "string",
        SpecialType.System_Void => "void",
        _ => null,
    };
}
