using System.Globalization;
using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Parsing;
using BatchGen.Analyzers.Parsing.Naming;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Schemas;

/// <summary>
/// Builds the schema of a topic from its payload type: what the serializer writes, as far as the types say it. Where a converter or a type
/// that is not known decides, the schema allows anything.
/// </summary>
internal sealed class SchemaBuilder
{
    private readonly KnownTypes _known;
    private readonly WireMembers _members;
    private readonly WireScalars _scalars;
    private readonly CancellationToken _cancellationToken;
    private readonly Dictionary<ITypeSymbol, string> _names = new(SymbolEqualityComparer.Default);
    private readonly List<SchemaDefinition> _definitions = [];

    private SchemaBuilder(KnownTypes known, JsonWire wire, CancellationToken cancellationToken)
    {
        _known = known;
        _members = new(known, wire);
        _scalars = new(known, wire);
        _cancellationToken = cancellationToken;
    }

    /// <summary>The schema, or null where the serializer's options make something of values that types do not tell.</summary>
    public static TopicSchema? Build(string topic, ITypeSymbol payload, KnownTypes known, CancellationToken cancellationToken)
    {
        JsonWire wire = JsonWire.Of(payload, known, cancellationToken);
        if (wire.IsUnknown || TypeNames.IsUnresolved(payload))
        {
            return null;
        }

        SchemaBuilder builder = new(known, wire, cancellationToken);
        SchemaNode root = builder.Visit(ReturnShape.WithoutNull(payload, out _));
        return TopicSchema.Around(
            topic, root, builder._definitions.OrderBy(static definition => definition.Name, StringComparer.Ordinal).ToEquatableArray());
    }

    private SchemaNode Visit(ITypeSymbol declared)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        ITypeSymbol type = ReturnShape.WithoutNull(declared, out bool isNullable);
        SchemaNode node = TypeNames.IsUnresolved(type) ? SchemaNode.Any
            : _scalars.Of(type) is { } scalar ? scalar
            : IsMap(type, out ITypeSymbol? value) ? new(SchemaKind.Object) { Items = Visit(value!) }
            : type is IArrayTypeSymbol { Rank: 1 } array ? new(SchemaKind.List) { Items = Visit(array.ElementType) }
            : ReturnShape.Elements(type, _known, out _) is { } element ? new(SchemaKind.List) { Items = Visit(element) }
            : WireMembers.IsPlainObject(type, _known) ? new(SchemaKind.Reference) { Reference = Define((INamedTypeSymbol)type) }
            : SchemaNode.Any;
        return node.Kind == SchemaKind.Any ? node : node with { IsNullable = isNullable };
    }

    private string Define(INamedTypeSymbol type)
    {
        if (_names.TryGetValue(type, out string? known))
        {
            return known;
        }

        string simple = NameOf(type);
        string name = simple;
        for (int number = 2; _names.ContainsValue(name); number++)
        {
            name = simple + number.ToString(CultureInfo.InvariantCulture);
        }

        _names.Add(type, name);
        List<SchemaMember> members = [];
        foreach (WireMember member in _members.Of(type))
        {
            SchemaNode schema = member.HasOwnForm ? _scalars.OfConverted(member.Symbol, member.Type) : Visit(member.Type);
            members.Add(new(member.Name, member.IsRequired, schema) { Description = Documentation.SummaryOf(member.Symbol, _cancellationToken) });
        }

        _definitions.Add(new(name, new(SchemaKind.Object) { Members = members.ToEquatableArray() })
        {
            Description = Documentation.SummaryOf(type, _cancellationToken),
        });
        return name;
    }

    // Page<Person> is PageOfPerson.
    private static string NameOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => NameOf(array.ElementType) + "Array",
        INamedTypeSymbol { TypeArguments.IsEmpty: false } generic => $"{generic.Name}Of{string.Concat(generic.TypeArguments.Select(NameOf))}",
        _ => type.Name,
    };

    private static bool IsMap(ITypeSymbol type, out ITypeSymbol? value)
    {
        IEnumerable<INamedTypeSymbol> interfaces = type is INamedTypeSymbol { TypeKind: TypeKind.Interface } itself
            ? type.AllInterfaces.Insert(0, itself)
            : type.AllInterfaces;
        value = interfaces.FirstOrDefault(static candidate => candidate is
        {
            Name: "IDictionary" or "IReadOnlyDictionary",
            Arity: 2,
            ContainingNamespace: { Name: "Generic", ContainingNamespace: { Name: "Collections", ContainingNamespace.Name: "System" } },
        })?.TypeArguments[1];
        return value is not null;
    }
}
