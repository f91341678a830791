using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.Analyzers.Model;

/// <summary>
/// Resolves an <see cref="Anchor"/> to the smallest piece of source that it is about. Holds symbols, so it is for the rules of one
/// compilation and never enters the generator's pipeline.
/// </summary>
internal sealed class JobAnchors(
    INamedTypeSymbol job, AttributeData? jobAttribute, AttributeData? fallbackAttribute, IReadOnlyList<StageAnchors> stages)
{
    /// <summary>The place of a fact; <see cref="Location.None"/> only for a job that has no source at all.</summary>
    public Location Resolve(Anchor anchor, CancellationToken cancellationToken = default)
    {
        StageAnchors? stage = anchor.StageIndex >= 0 && anchor.StageIndex < stages.Count ? stages[anchor.StageIndex] : null;
        Location? location = anchor.Kind switch
        {
            AnchorKind.Job => InAttribute(jobAttribute, anchor, cancellationToken),
            AnchorKind.Fallback => InAttribute(fallbackAttribute, anchor, cancellationToken),
            AnchorKind.Stage => InAttribute(stage?.Attribute, anchor, cancellationToken) ?? InSource(stage?.Method),
            AnchorKind.Method => InSource(stage?.Method),
            AnchorKind.ReturnType => ReturnType(stage?.Method, cancellationToken) ?? InSource(stage?.Method),
            AnchorKind.Parameter => Parameter(stage?.Method, anchor.Argument, cancellationToken) ?? InSource(stage?.Method),
            AnchorKind.Payload => Payload(stage, cancellationToken),
            AnchorKind.PayloadMember => Member(stage?.Payload, anchor.Argument) ?? Payload(stage, cancellationToken),
            _ => null,
        };

        return location ?? TypeIdentifier(cancellationToken);
    }

    /// <summary>The type of the records of a stage, or null.</summary>
    public ITypeSymbol? PayloadOf(int stage) => stage >= 0 && stage < stages.Count ? stages[stage].Payload : null;

    private Location TypeIdentifier(CancellationToken cancellationToken)
    {
        // Of several parts the one with the attribute is the one that the reader thinks of as the job.
        SyntaxNode? part = jobAttribute?.ApplicationSyntaxReference?.GetSyntax(cancellationToken);
        return part?.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.GetLocation() ?? InSource(job) ?? Location.None;
    }

    private static Location? InAttribute(AttributeData? attribute, Anchor anchor, CancellationToken cancellationToken)
    {
        if (attribute?.ApplicationSyntaxReference?.GetSyntax(cancellationToken) is not AttributeSyntax syntax)
        {
            return null;
        }

        ExpressionSyntax? value = anchor.Argument is null ? null : Argument(syntax, attribute, anchor.Argument)?.Expression;
        ExpressionSyntax? expression = Element(value, attribute, anchor) ?? value;
        return expression is null ? syntax.GetLocation() : LiteralText.Find(expression, anchor.Part) ?? expression.GetLocation();
    }

    // The element counts texts, as the specification does: what is null in the array is in neither.
    private static ExpressionSyntax? Element(ExpressionSyntax? array, AttributeData attribute, Anchor anchor)
    {
        TypedConstant values = attribute.NamedArguments.FirstOrDefault(argument => argument.Key == anchor.Argument).Value;
        if (anchor.Element < 0 || values is not { Kind: TypedConstantKind.Array, IsNull: false })
        {
            return null;
        }

        List<ExpressionSyntax> written = array switch
        {
            CollectionExpressionSyntax collection =>
                [.. collection.Elements.OfType<ExpressionElementSyntax>().Select(static element => element.Expression)],
            ArrayCreationExpressionSyntax { Initializer: { } initializer } => [.. initializer.Expressions],
            ImplicitArrayCreationExpressionSyntax { Initializer: { } initializer } => [.. initializer.Expressions],
            _ => [],
        };
        return written.Count == values.Values.Length
            ? written
                .Where((_, index) => values.Values[index] is { Kind: TypedConstantKind.Primitive, Value: string })
                .ElementAtOrDefault(anchor.Element)
            : null;
    }

    private static AttributeArgumentSyntax? Argument(AttributeSyntax attribute, AttributeData data, string name)
    {
        if (attribute.ArgumentList is not { } list)
        {
            return null;
        }

        AttributeArgumentSyntax? named = list.Arguments.FirstOrDefault(argument =>
            (argument.NameEquals?.Name ?? argument.NameColon?.Name)?.Identifier.ValueText == name);
        int ordinal = data.AttributeConstructor?.Parameters.FirstOrDefault(parameter => parameter.Name == name)?.Ordinal ?? -1;
        return named ?? list.Arguments
            .Where(argument => argument.NameEquals is null && argument.NameColon is null)
            .ElementAtOrDefault(ordinal);
    }

    private static Location? InSource(ISymbol? symbol) => symbol?.Locations.FirstOrDefault(location => location.IsInSource);

    private static Location? ReturnType(IMethodSymbol? method, CancellationToken cancellationToken) =>
        Declaration<MethodDeclarationSyntax>(method, cancellationToken)?.ReturnType.GetLocation();

    private static Location? Parameter(IMethodSymbol? method, string? name, CancellationToken cancellationToken) =>
        Declaration<ParameterSyntax>(method?.Parameters.FirstOrDefault(parameter => parameter.Name == name), cancellationToken)?.GetLocation();

    private static Location? Payload(StageAnchors? stage, CancellationToken cancellationToken) =>
        Declaration<ParameterSyntax>(stage?.Record, cancellationToken)?.Type?.GetLocation() ?? InSource(stage?.Method);

    private static Location? Member(ITypeSymbol? payload, string? name)
    {
        for (ITypeSymbol? type = payload; type is not null && name is not null; type = type.BaseType)
        {
            if (type.GetMembers(name).Select(InSource).FirstOrDefault(location => location is not null) is { } location)
            {
                return location;
            }
        }

        return null;
    }

    private static T? Declaration<T>(ISymbol? symbol, CancellationToken cancellationToken)
        where T : SyntaxNode => symbol?.DeclaringSyntaxReferences
            .Select(reference => reference.GetSyntax(cancellationToken)).OfType<T>().FirstOrDefault();
}

/// <summary>The symbols behind one <see cref="StageSpec"/>.</summary>
/// <param name="Attribute">The stage attribute.</param>
/// <param name="Method">The method: of a partial one, the part that declares it.</param>
/// <param name="Record">The parameter that takes the record, or null.</param>
/// <param name="Payload">The type of the records, or null.</param>
internal sealed record StageAnchors(AttributeData Attribute, IMethodSymbol Method, IParameterSymbol? Record, ITypeSymbol? Payload);
