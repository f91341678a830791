using System.Globalization;
using BatchGen.Analyzers.Files.Json;
using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Parsing;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Schemas;

/// <summary>The types that System.Text.Json writes as one value.</summary>
internal sealed class WireScalars(KnownTypes known, JsonWire wire)
{
    /// <summary>The schema of a type that is one value or that a converter writes; null for what has parts.</summary>
    public SchemaNode? Of(ITypeSymbol type)
    {
        if (AttributeReader.Find(type, known.JsonConverter) is { } converter)
        {
            return type.TypeKind == TypeKind.Enum && IsTextConverter(converter) ? EnumAsText((INamedTypeSymbol)type) : SchemaNode.Any;
        }

        return type.TypeKind == TypeKind.Enum ? wire.WritesEnumsAsText ? EnumAsText((INamedTypeSymbol)type) : EnumAsNumber((INamedTypeSymbol)type)
            : type is IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte } ? Text("base64")
            : Special(type) ?? Named(type);
    }

    /// <summary>The schema of a member with a converter of its own: anything, unless it is the one that writes names of enums.</summary>
    public SchemaNode OfConverted(ISymbol member, ITypeSymbol declared)
    {
        ITypeSymbol type = ReturnShape.WithoutNull(declared, out bool isNullable);
        return type.TypeKind == TypeKind.Enum && AttributeReader.Find(member, known.JsonConverter) is { } converter && IsTextConverter(converter)
            ? EnumAsText((INamedTypeSymbol)type) with { IsNullable = isNullable }
            : SchemaNode.Any;
    }

    private static SchemaNode? Special(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean => new(SchemaKind.Bool),
        // DateTime has no offset unless it is UTC or local time, so that its text is not always a date-time.
        SpecialType.System_String or SpecialType.System_Char or SpecialType.System_DateTime => Text(""),
        SpecialType.System_Byte => Whole(byte.MinValue, byte.MaxValue),
        SpecialType.System_SByte => Whole(sbyte.MinValue, sbyte.MaxValue),
        SpecialType.System_Int16 => Whole(short.MinValue, short.MaxValue),
        SpecialType.System_UInt16 => Whole(ushort.MinValue, ushort.MaxValue),
        SpecialType.System_Int32 => Whole(int.MinValue, int.MaxValue),
        SpecialType.System_UInt32 => Whole(uint.MinValue, uint.MaxValue),
        SpecialType.System_Int64 => Whole(long.MinValue, long.MaxValue),
        SpecialType.System_UInt64 => Whole(ulong.MinValue, ulong.MaxValue),
        SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal => new(SchemaKind.Number),
        SpecialType.System_Object => SchemaNode.Any,
        _ => null,
    };

    private SchemaNode? Named(ITypeSymbol type) =>
        KnownTypes.Is(type, known.Guid) ? Text("uuid")
        : KnownTypes.Is(type, known.DateTimeOffset) ? Text("date-time")
        : KnownTypes.Is(type, known.DateOnly) ? Text("date")
        : KnownTypes.Is(type, known.TimeOnly) || KnownTypes.Is(type, known.TimeSpan) || KnownTypes.Is(type, known.Uri) ? Text("")
        : null;

    private static SchemaNode Text(string format) => new(SchemaKind.Text) { Format = format };

    private static SchemaNode Whole(decimal minimum, decimal maximum) => new(SchemaKind.Integer)
    {
        Minimum = minimum.ToString(CultureInfo.InvariantCulture),
        Maximum = maximum.ToString(CultureInfo.InvariantCulture),
    };

    private bool IsTextConverter(AttributeData converter) =>
        converter.ConstructorArguments is [{ Kind: TypedConstantKind.Type, Value: INamedTypeSymbol type }]
        && (KnownTypes.Is(type, known.JsonStringEnumConverter) || KnownTypes.Is(type, known.JsonStringEnumConverterOfT));

    private SchemaNode EnumAsText(INamedTypeSymbol type) => IsFlags(type) ? Text("") : new(SchemaKind.Text)
    {
        Values = Fields(type).Select(field => JsonTextWriter.Quote(NameOf(field))).Distinct().ToEquatableArray(),
    };

    private string NameOf(IFieldSymbol field) =>
        new AttributeReader(AttributeReader.Find(field, known.JsonStringEnumMemberName)).ConstructorString() ?? field.Name;

    private static SchemaNode EnumAsNumber(INamedTypeSymbol type) => IsFlags(type) ? new(SchemaKind.Integer) : new(SchemaKind.Integer)
    {
        Values = Fields(type)
            .Select(static field => Convert.ToString(field.ConstantValue, CultureInfo.InvariantCulture) ?? "0")
            .Distinct()
            .ToEquatableArray(),
    };

    private static IEnumerable<IFieldSymbol> Fields(INamedTypeSymbol type) =>
        type.GetMembers().OfType<IFieldSymbol>().Where(static field => field.HasConstantValue);

    private static bool IsFlags(INamedTypeSymbol type) =>
        type.GetAttributes().Any(static attribute => attribute.AttributeClass is { Name: "FlagsAttribute", ContainingNamespace.Name: "System" });
}
