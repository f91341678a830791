using BatchGen.Analyzers.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.CodeFixes.Section13Idempotency;

/// <summary>The members of a payload that are, or could be, its record id.</summary>
internal static class RecordIdMembers
{
    /// <summary>The payload in a stage's parameter type: <c>T</c>, <c>BatchRecord&lt;T&gt;</c> or a list of those.</summary>
    public static INamedTypeSymbol? PayloadOf(ITypeSymbol? parameter, KnownTypes known)
    {
        if (parameter is not INamedTypeSymbol named)
        {
            return null;
        }

        bool isRecord = KnownTypes.Is(named, known.BatchRecord);
        bool isList = named.TypeArguments is [{ } element] && KnownTypes.Is(element, known.BatchRecord);
        return isRecord || isList ? PayloadOf(named.TypeArguments[0], known) : named;
    }

    /// <summary>The <c>[RecordId]</c> of a member, be it on the property or on the parameter that it comes from; null when it has none.</summary>
    public static AttributeData? Attribute(ISymbol member, KnownTypes known)
    {
        if (member is not (IPropertySymbol or IFieldSymbol { IsImplicitlyDeclared: false }))
        {
            return null;
        }

        IParameterSymbol? parameter = member.ContainingType.InstanceConstructors
            .SelectMany(static constructor => constructor.Parameters)
            .FirstOrDefault(parameter => parameter.Name == member.Name && SameSource(parameter, member));
        return member.GetAttributes().Concat(parameter?.GetAttributes() ?? [])
            .FirstOrDefault(attribute => KnownTypes.Is(attribute.AttributeClass, known.RecordId));
    }

    /// <summary>The one property whose name says that it identifies the record and whose type has a stable text form; else null.</summary>
    public static IPropertySymbol? Candidate(INamedTypeSymbol payload, KnownTypes known)
    {
        string[] names = ["Id", "RecordId", payload.Name + "Id", "Url", "Key"];
        return names
            .SelectMany(name => payload.GetMembers(name).OfType<IPropertySymbol>())
            .FirstOrDefault(property => property is { DeclaredAccessibility: Accessibility.Public, IsStatic: false } && IsStable(property.Type, known));
    }

    public static SyntaxList<AttributeListSyntax> Lists(SyntaxNode member) => member switch
    {
        ParameterSyntax parameter => parameter.AttributeLists,
        MemberDeclarationSyntax declaration => declaration.AttributeLists,
        _ => default,
    };

    /// <summary>The member with the attribute in front: on a positional parameter in its line, on a property in a line of its own.</summary>
    public static SyntaxNode With(SyntaxNode member, string name)
    {
        AttributeListSyntax list = SyntaxFactory.AttributeList(
            SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Attribute(SyntaxFactory.ParseName(name))));
        SyntaxTriviaList leading = member.GetLeadingTrivia();
        if (member is ParameterSyntax parameter)
        {
            AttributeListSyntax onProperty = list
                .WithTarget(SyntaxFactory.AttributeTargetSpecifier(SyntaxFactory.Token(SyntaxKind.PropertyKeyword))
                    .WithColonToken(SyntaxFactory.Token(SyntaxKind.ColonToken).WithTrailingTrivia(SyntaxFactory.Space)))
                .WithTrailingTrivia(SyntaxFactory.Space);
            return parameter.AttributeLists.Count > 0
                ? parameter.AddAttributeLists(onProperty)
                : parameter.WithoutLeadingTrivia().AddAttributeLists(onProperty).WithLeadingTrivia(leading);
        }

        PropertyDeclarationSyntax property = (PropertyDeclarationSyntax)member;
        SyntaxTriviaList indentation = [.. leading.Reverse().TakeWhile(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))];
        AttributeListSyntax first = list.WithLeadingTrivia(leading).WithTrailingTrivia(SyntaxFactory.ElasticLineFeed);
        return property.WithLeadingTrivia(indentation).WithAttributeLists(
            [first, .. property.WithLeadingTrivia(indentation).AttributeLists]);
    }

    /// <summary>The member without one of its attributes.</summary>
    public static SyntaxNode Without(SyntaxNode member, int list, int index)
    {
        AttributeListSyntax attributes = Lists(member)[list];
        return attributes.Attributes.Count == 1
            ? member.RemoveNode(attributes, SyntaxRemoveOptions.KeepLeadingTrivia)!.WithLeadingTrivia(member.GetLeadingTrivia())
            : member.RemoveNode(attributes.Attributes[index], SyntaxRemoveOptions.KeepNoTrivia)!;
    }

    private static bool SameSource(IParameterSymbol parameter, ISymbol member) =>
        parameter.DeclaringSyntaxReferences is [{ } left]
        && member.DeclaringSyntaxReferences is [{ } right]
        && left.SyntaxTree == right.SyntaxTree
        && left.Span == right.Span;

    private static bool IsStable(ITypeSymbol type, KnownTypes known) =>
        type.NullableAnnotation != NullableAnnotation.Annotated
        && (type.SpecialType is SpecialType.System_String or (>= SpecialType.System_SByte and <= SpecialType.System_UInt64)
            || type.TypeKind == TypeKind.Enum
            || KnownTypes.Is(type, known.Guid)
            || KnownTypes.Is(type, known.Uri));
}
