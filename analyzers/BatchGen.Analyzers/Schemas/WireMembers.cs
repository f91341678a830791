using BatchGen.Analyzers.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.Analyzers.Schemas;

/// <summary>A member as it goes over the wire.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="IsRequired">Whether a reader cannot do without it.</param>
/// <param name="Symbol">The property or field.</param>
/// <param name="Type">Its type.</param>
/// <param name="HasOwnForm">Whether an attribute on it decides how it is written.</param>
internal sealed record WireMember(string Name, bool IsRequired, ISymbol Symbol, ITypeSymbol Type, bool HasOwnForm);

/// <summary>Finds the members that System.Text.Json writes of a type.</summary>
internal sealed class WireMembers(KnownTypes known, JsonWire wire)
{
    // JsonIgnoreCondition
    private const int Never = 0;
    private const int Always = 1;

    /// <summary>Whether a type is written member by member: no converter, no choice of derived types, no type of the platform.</summary>
    public static bool IsPlainObject(ITypeSymbol type, KnownTypes known) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, IsAbstract: false, SpecialType: SpecialType.None, IsTupleType: false } named
        && !IsOfPlatform(named.ContainingNamespace)
        && AttributeReader.Find(type, known.JsonConverter) is null
        && AttributeReader.Find(type, known.JsonDerivedType) is null
        && AttributeReader.Find(type, known.JsonPolymorphic) is null
        && AttributeReader.Find(type, known.JsonNumberHandling) is null;

    public IEnumerable<WireMember> Of(INamedTypeSymbol type)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        IMethodSymbol? constructor = ConstructorOf(type);
        for (INamedTypeSymbol? current = type; current is not null && current.SpecialType == SpecialType.None; current = current.BaseType)
        {
            foreach (ISymbol member in current.GetMembers().Where(IsWritten).Where(member => seen.Add(member.Name)))
            {
                int? condition = AttributeReader.Find(member, known.JsonIgnore) is { } ignore ? new AttributeReader(ignore).Int("Condition") ?? Always : null;
                if (condition != Always)
                {
                    yield return Member(member, constructor, leavesOut: condition is { } stated ? stated != Never : wire.LeavesOutSome);
                }
            }
        }
    }

    private WireMember Member(ISymbol member, IMethodSymbol? constructor, bool leavesOut)
    {
        ITypeSymbol type = (member as IPropertySymbol)?.Type ?? ((IFieldSymbol)member).Type;
        bool hasOwnForm = AttributeReader.Find(member, known.JsonConverter) is not null
            || AttributeReader.Find(member, known.JsonNumberHandling) is not null;
        return new(NameOf(member), IsRequired(member, type, constructor, leavesOut), member, type, hasOwnForm);
    }

    // A reader can do without what may be null, what is left out when it says nothing, and what has a value of its own to begin with.
    private bool IsRequired(ISymbol member, ITypeSymbol type, IMethodSymbol? constructor, bool leavesOut)
    {
        IParameterSymbol? parameter = constructor?.Parameters
            .FirstOrDefault(parameter => string.Equals(parameter.Name, member.Name, StringComparison.OrdinalIgnoreCase));
        bool isDemanded = member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }
            || AttributeReader.Find(member, known.JsonRequired) is not null
            || (wire.RequiresConstructorParameters && parameter is { HasExplicitDefaultValue: false });
        ReturnShape.WithoutNull(type, out bool mayBeNull);
        bool hasDefault = parameter is { HasExplicitDefaultValue: true } || (parameter is null && HasInitializer(member));
        return isDemanded || (!leavesOut && !mayBeNull && !hasDefault && IsReadBack(member, parameter));
    }

    private static bool IsReadBack(ISymbol member, IParameterSymbol? parameter) =>
        parameter is not null || member is IPropertySymbol { SetMethod: not null } or IFieldSymbol { IsReadOnly: false };

    private static bool HasInitializer(ISymbol member) => member.DeclaringSyntaxReferences
        .Select(static reference => reference.GetSyntax())
        .Any(static syntax => syntax is PropertyDeclarationSyntax { Initializer: not null } or VariableDeclaratorSyntax { Initializer: not null });

    private string NameOf(ISymbol member) =>
        AttributeReader.Find(member, known.JsonPropertyName) is { } attribute && new AttributeReader(attribute).ConstructorString() is { } stated
            ? stated
            : JsonNames.Convert(member.Name, wire.Names);

    private bool IsWritten(ISymbol member)
    {
        if (member.IsStatic || AttributeReader.Find(member, known.JsonExtensionData) is not null)
        {
            return false;
        }

        bool isIncluded = AttributeReader.Find(member, known.JsonInclude) is not null;
        bool isPublic = member.DeclaredAccessibility == Accessibility.Public;
        return member switch
        {
            IPropertySymbol { IsIndexer: false, GetMethod: { } getter } property =>
                (isIncluded || (isPublic && getter.DeclaredAccessibility == Accessibility.Public))
                && property.ExplicitInterfaceImplementations.IsEmpty
                && (isIncluded || !wire.IgnoresReadOnly || property.SetMethod is { DeclaredAccessibility: Accessibility.Public }),
            IFieldSymbol { IsImplicitlyDeclared: false } => isIncluded || (isPublic && wire.IncludesFields),
            _ => false,
        };
    }

    // Of a struct without [JsonConstructor] the serializer sets the members.
    private IMethodSymbol? ConstructorOf(INamedTypeSymbol type)
    {
        List<IMethodSymbol> usable =
            [.. type.InstanceConstructors.Where(static constructor => constructor.DeclaredAccessibility == Accessibility.Public)];
        return type.InstanceConstructors.FirstOrDefault(constructor => AttributeReader.Find(constructor, known.JsonConstructor) is not null)
            ?? (type.IsValueType || usable.Any(static constructor => constructor.Parameters.IsEmpty) || usable.Count != 1 ? null : usable[0]);
    }

    private static bool IsOfPlatform(INamespaceSymbol? container)
    {
        while (container is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
        {
            container = container.ContainingNamespace;
        }

        return container is { Name: "System" or "Microsoft" };
    }
}
