using System.Text;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Parsing.Naming;

/// <summary>Writes one type as the job's file names it, and collects the namespaces that this needs.</summary>
internal sealed class TypeText
{
    private readonly NameScope _scope;
    private readonly StringBuilder _text = new();
    private readonly SortedSet<string> _namespaces = new(StringComparer.Ordinal);

    private TypeText(NameScope scope) => _scope = scope;

    public IEnumerable<string> Namespaces => _namespaces;

    /// <summary>The text of a type, its own nullable annotation left out.</summary>
    public static TypeText Of(ITypeSymbol type, NameScope scope)
    {
        TypeText text = new(scope);
        text.Append(type, annotated: false);
        return text;
    }

    public override string ToString() => _text.ToString();

    /// <summary>Whether a reference type says that it may be null.</summary>
    public static bool IsAnnotatedReference(ITypeSymbol type) =>
        type.NullableAnnotation == NullableAnnotation.Annotated && type.OriginalDefinition.SpecialType != SpecialType.System_Nullable_T;

    private void Append(ITypeSymbol type, bool annotated)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                AppendArray(array);
                break;
            case INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable:
                Append(nullable.TypeArguments[0], annotated: false);
                _text.Append('?');
                break;
            case INamedTypeSymbol { IsTupleType: true } tuple when tuple.TupleElements.Length > 1:
                AppendTuple(tuple);
                break;
            case INamedTypeSymbol named when Keyword(named.SpecialType) is { } keyword:
                _text.Append(keyword);
                break;
            case INamedTypeSymbol { TypeKind: not TypeKind.Error } named:
                AppendNamed(named);
                break;
            default:
                _text.Append(TypeNames.FullName(type));
                break;
        }

        if (annotated && IsAnnotatedReference(type))
        {
            _text.Append('?');
        }
    }

    private void AppendArray(IArrayTypeSymbol array)
    {
        // int[][,] reads from the outside in: the element type of all comes first, then the ranks in order.
        ITypeSymbol element = array;
        StringBuilder ranks = new();
        while (element is IArrayTypeSymbol inner)
        {
            ranks.Append('[').Append(',', inner.Rank - 1).Append(']');
            element = inner.ElementType;
        }

        Append(element, annotated: true);
        _text.Append(ranks);
    }

    private void AppendTuple(INamedTypeSymbol tuple)
    {
        _text.Append('(');
        foreach (IFieldSymbol element in tuple.TupleElements)
        {
            _text.Append(_text[_text.Length - 1] == '(' ? "" : ", ");
            Append(element.Type, annotated: true);
            _text.Append(element.IsExplicitlyNamedTupleElement ? " " + TypeNames.Escape(element.Name) : "");
        }

        _text.Append(')');
    }

    private void AppendNamed(INamedTypeSymbol type)
    {
        if (_scope.Means(type, out string? import))
        {
            if (import is not null)
            {
                _namespaces.Add(import);
            }
        }
        else if (type.ContainingType is { } outer)
        {
            AppendNamed(outer);
            _text.Append('.');
        }
        else
        {
            _text.Append("global::");
            if (type.ContainingNamespace is { IsGlobalNamespace: false } container)
            {
                _text.Append(string.Join(".", container.ToString()!.Split('.').Select(TypeNames.Escape))).Append('.');
            }
        }

        _text.Append(TypeNames.Escape(type.Name));
        string separator = "<";
        foreach (ITypeSymbol argument in type.TypeArguments)
        {
            _text.Append(separator);
            Append(argument, annotated: true);
            separator = ", ";
        }

        _text.Append(separator == ", " ? ">" : "");
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
