using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Parsing.Naming;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Parsing;

/// <summary>Reads which types a <c>JsonSerializerContext</c> covers, and under which property.</summary>
internal static class SerializerContextParser
{
    // JsonSourceGenerationMode: Serialization alone has no metadata to read with.
    private const int SerializationOnly = 2;

    /// <summary>The context, or null where the class is none that generated code could use.</summary>
    public static SerializerContextSpec? Parse(INamedTypeSymbol type, KnownTypes known, CancellationToken cancellationToken)
    {
        if (!KnownTypes.Is(type.BaseType, known.JsonSerializerContext)
            || type.IsGenericType
            || !known.Compilation.IsSymbolAccessibleWithin(type, known.Compilation.Assembly))
        {
            return null;
        }

        int? defaultMode = new AttributeReader(AttributeReader.Find(type, known.JsonSourceGenerationOptions)).Int("GenerationMode");
        List<SerializerEntry> entries = [];
        HashSet<string> properties = new(StringComparer.Ordinal);
        foreach (AttributeData attribute in type.GetAttributes())
        {
            cancellationToken.ThrowIfCancellationRequested();
            AttributeReader reader = new(attribute);
            if (!KnownTypes.Is(attribute.AttributeClass, known.JsonSerializable)
                || attribute.ConstructorArguments is not [{ Kind: TypedConstantKind.Type, Value: ITypeSymbol covered }, ..]
                || TypeNames.IsUnresolved(covered))
            {
                continue;
            }

            // Two types of one property name are an error of the context's own generator, which keeps the first.
            string property = reader.String("TypeInfoPropertyName") ?? PropertyOf(covered);
            int? mode = reader.Int("GenerationMode") is { } stated and not 0 ? stated : defaultMode;
            if (properties.Add(property) && mode != SerializationOnly)
            {
                entries.Add(new(TypeNames.FullName(covered), TypeNames.Escape(property)));
            }
        }

        string fullName = TypeNames.FullName(type);
        string container = type.ContainingNamespace is { IsGlobalNamespace: false } scope ? scope.ToString()! : "";
        string shortName = fullName.Substring("global::".Length + (container.Length == 0 ? 0 : container.Length + 1));
        return new(fullName, container, shortName, DeclarationParser.HasUniqueName(type, known), entries.ToEquatableArray());
    }

    // The names that the serializer's own generator gives: List<Person> is ListPerson, Person[] is PersonArray.
    private static string PropertyOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => PropertyOf(array.ElementType) + (array.Rank == 1 ? "Array" : $"Array{array.Rank}D"),
        INamedTypeSymbol { IsGenericType: true } generic => generic.Name + string.Concat(generic.TypeArguments.Select(PropertyOf)),
        _ => type.Name,
    };
}
