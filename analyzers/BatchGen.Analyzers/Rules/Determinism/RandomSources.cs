using BatchGen.Analyzers.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Determinism;

/// <summary>Tells which <c>Random</c> gives other numbers in the next run: <c>Random.Shared</c>, and one that was made without a seed.</summary>
internal sealed class RandomSources(KnownTypes known)
{
    private readonly INamedTypeSymbol? _random = known.Find("System.Random");

    public VolatileValue? OfCall(IInvocationOperation call) =>
        KnownTypes.Is(call.TargetMethod.ContainingType, _random) && call.Instance is { } instance && IsUnseeded(instance)
        && call.TargetMethod.Name is not ("ToString" or "Equals" or "GetHashCode" or "GetType")
            ? new(VolatileKind.Random, $"Random.{call.TargetMethod.Name}()")
            : null;

    public VolatileValue? OfProperty(IPropertyReferenceOperation property) =>
        property.Property is { Name: "Shared", IsStatic: true } && KnownTypes.Is(property.Property.ContainingType, _random)
            ? new(VolatileKind.Random, "Random.Shared")
            : null;

    public VolatileValue? OfCreation(IObjectCreationOperation creation) =>
        creation.Arguments.Length == 0 && KnownTypes.Is(creation.Type, _random) ? new(VolatileKind.Random, "new Random()") : null;

    // A parameter, and what a method gives, may have a seed.
    private bool IsUnseeded(IOperation source) => source switch
    {
        IConversionOperation { Operand: { } operand } => IsUnseeded(operand),
        IObjectCreationOperation creation => OfCreation(creation) is not null,
        IPropertyReferenceOperation property when OfProperty(property) is not null => true,
        IPropertyReferenceOperation property => IsDeclaredUnseeded(property.Property),
        ILocalReferenceOperation local => IsDeclaredUnseeded(local.Local),
        IFieldReferenceOperation field => IsDeclaredUnseeded(field.Field),
        _ => false,
    };

    // Judged by the text of the initializer: its own file may be another one.
    private static bool IsDeclaredUnseeded(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences is [{ } reference]
        && (reference.GetSyntax() switch
        {
            VariableDeclaratorSyntax declarator => declarator.Initializer?.Value,
            PropertyDeclarationSyntax property => property.Initializer?.Value ?? property.ExpressionBody?.Expression,
            _ => null,
        }) is { } value
        && (value is BaseObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 } }
            or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Shared" });
}
