using BatchGen.Analyzers.Parsing;
using BatchGen.Analyzers.Parsing.Naming;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Schemas;

/// <summary>How the serializer that the generator binds to a payload is set up: by its context's options, or by the defaults.</summary>
internal sealed record JsonWire
{
    public NamingPolicy Names { get; init; }

    public bool RequiresConstructorParameters { get; init; }

    public bool LeavesOutSome { get; init; }

    public bool IncludesFields { get; init; }

    public bool IgnoresReadOnly { get; init; }

    public bool WritesEnumsAsText { get; init; }

    /// <summary>Whether options are stated that make something else of values than their types say.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>The wire of a payload: of several contexts that cover it the first by name counts, as in the generator.</summary>
    public static JsonWire Of(ITypeSymbol payload, KnownTypes known, CancellationToken cancellationToken)
    {
        string fullName = TypeNames.FullName(payload);
        INamedTypeSymbol? context = SerializerContexts.Of(known).All(cancellationToken)
            .FirstOrDefault(context => context.Spec.Entries.Any(entry => entry.TypeFullName == fullName))?.Type;
        return context is null ? new JsonWire() : Read(AttributeReader.Find(context, known.JsonSourceGenerationOptions));
    }

    private static JsonWire Read(AttributeData? attribute)
    {
        AttributeReader options = new(attribute);
        int defaults = attribute?.ConstructorArguments is [{ Value: int value }, ..] ? value : 0;
        bool isWeb = defaults == 1;
        bool isStrict = defaults == 2;
        int names = options.Int("PropertyNamingPolicy") ?? (isWeb ? (int)NamingPolicy.CamelCase : 0);
        return new JsonWire
        {
            Names = names is >= 0 and <= (int)NamingPolicy.KebabCaseUpper ? (NamingPolicy)names : NamingPolicy.None,
            RequiresConstructorParameters =
                options.States("RespectRequiredConstructorParameters") ? options.Bool("RespectRequiredConstructorParameters") : isStrict,
            LeavesOutSome = options.Int("DefaultIgnoreCondition") is not (null or 0),
            IncludesFields = options.Bool("IncludeFields"),
            IgnoresReadOnly = options.Bool("IgnoreReadOnlyProperties"),
            WritesEnumsAsText = options.Bool("UseStringEnumConverter"),
            IsUnknown = options.States("Converters") || options.Int("NumberHandling") is not (null or 0 or 1) || options.States("ReferenceHandler"),
        };
    }
}
