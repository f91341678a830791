using BatchGen.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Parsing;

/// <summary>A stage attribute and the method that it stands on.</summary>
internal sealed record StageSource(StageKind Kind, AttributeData Attribute, IMethodSymbol Method, bool IsInherited)
{
    /// <summary>
    /// The stages of a class: its own and those of its base classes, up to one that is itself a job. An override takes the place of
    /// the method that it overrides, and keeps its attribute.
    /// </summary>
    public static List<StageSource> Of(INamedTypeSymbol job, KnownTypes known, CancellationToken cancellationToken)
    {
        List<StageSource> stages = [];
        Dictionary<IMethodSymbol, IMethodSymbol> overrides = new(SymbolEqualityComparer.Default);
        for (INamedTypeSymbol? type = job; type is not null; type = type.BaseType)
        {
            cancellationToken.ThrowIfCancellationRequested();
            bool isInherited = !SymbolEqualityComparer.Default.Equals(type, job);
            if (isInherited && AttributeReader.Find(type, known.BatchJob) is not null)
            {
                break;
            }

            foreach (IMethodSymbol method in type.GetMembers().OfType<IMethodSymbol>())
            {
                IMethodSymbol actual = overrides.TryGetValue(method, out IMethodSymbol? overriding) ? overriding : method;
                if (method.OverriddenMethod is { } overridden)
                {
                    overrides[overridden] = actual;
                }

                bool isNew = stages.All(stage => !SymbolEqualityComparer.Default.Equals(stage.Method, actual));
                if (isNew)
                {
                    stages.AddRange(StageAttributes(method, known)
                        .Select(found => new StageSource(found.Kind, found.Attribute, actual, isInherited)));
                }
            }
        }

        // Methods come in the order of the source within a kind, because the sort is stable.
        return [.. stages.OrderBy(static stage => stage.Kind)];
    }

    /// <summary>The stage attributes on the methods of a type itself, in the order of the source.</summary>
    public static List<StageSource> DeclaredBy(INamedTypeSymbol type, KnownTypes known) =>
    [
        .. type.GetMembers().OfType<IMethodSymbol>().SelectMany(method =>
            StageAttributes(method, known).Select(found => new StageSource(found.Kind, found.Attribute, method, IsInherited: false))),
    ];

    /// <summary>Whether a member is one that this generator wrote.</summary>
    public static bool IsGenerated(ISymbol member) => member.GetAttributes().Any(static attribute => attribute is
    {
        AttributeClass.Name: "GeneratedCodeAttribute",
        ConstructorArguments: [{ Kind: TypedConstantKind.Primitive, Value: "BatchGen" }, ..],
    });

    /// <summary>Which stage the attributes of a method itself make it, or null; of several the first in the order of standard 1.2.</summary>
    public static StageKind? KindOf(IMethodSymbol method, KnownTypes known) =>
        StageAttributes(method, known).Select(static found => (StageKind?)found.Kind).Min();

    private static IEnumerable<(StageKind Kind, AttributeData Attribute)> StageAttributes(IMethodSymbol method, KnownTypes known)
    {
        foreach (AttributeData attribute in method.GetAttributes())
        {
            if (KindOf(attribute.AttributeClass, known) is { } kind)
            {
                yield return (kind, attribute);
            }
        }
    }

    private static StageKind? KindOf(INamedTypeSymbol? attribute, KnownTypes known) =>
        KnownTypes.Is(attribute, known.Extract) ? StageKind.Extract
        : KnownTypes.Is(attribute, known.Transform) ? StageKind.Transform
        : KnownTypes.Is(attribute, known.Publish) ? StageKind.Publish
        : KnownTypes.Is(attribute, known.Load) ? StageKind.Load
        : null;
}
