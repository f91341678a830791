using System.Collections.Concurrent;
using BatchGen.Analyzers.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.Analyzers.Rules.Determinism;

/// <summary>The members of payload types that carry <c>[RecordId]</c> or <c>[RecordKey]</c>.</summary>
/// <param name="attribute">The attribute.</param>
internal sealed class IdentityMembers(INamedTypeSymbol? attribute)
{
    private readonly ConcurrentDictionary<INamedTypeSymbol, ISymbol[]> _members = new(SymbolEqualityComparer.Default);

    /// <summary>The attribute as source writes it.</summary>
    public string Name => attribute?.Name.Replace("Attribute", "") ?? "";

    public bool Has(INamedTypeSymbol? type) => type is not null && Of(type).Length > 0;

    /// <summary>Whether a member is one of them.</summary>
    public bool Contains(ISymbol member) =>
        attribute is not null
        && member.ContainingType is { } type
        && Array.Exists(Of(type), own => SymbolEqualityComparer.Default.Equals(own, member.OriginalDefinition));

    /// <summary>The member that a constructor's parameter becomes, or null.</summary>
    public ISymbol? FedBy(IParameterSymbol parameter)
    {
        if (attribute is null || parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Constructor } constructor)
        {
            return null;
        }

        for (INamedTypeSymbol? type = constructor.ContainingType; type is not null; type = type.BaseType)
        {
            foreach (ISymbol member in Of(type))
            {
                if (string.Equals(member.Name, parameter.Name, StringComparison.OrdinalIgnoreCase) || IsAssigned(member, parameter, constructor))
                {
                    return member;
                }
            }
        }

        return null;
    }

    private ISymbol[] Of(INamedTypeSymbol type) => attribute is null ? [] : _members.GetOrAdd(type.OriginalDefinition, Find);

    private ISymbol[] Find(INamedTypeSymbol type)
    {
        HashSet<string> marked = new(
            type.InstanceConstructors
                .SelectMany(static constructor => constructor.Parameters)
                .Where(parameter => AttributeReader.Find(parameter, attribute) is not null)
                .Select(static parameter => parameter.Name),
            StringComparer.OrdinalIgnoreCase);
        return
        [
            .. type.GetMembers().Where(member => !member.IsStatic
                && member is IPropertySymbol or IFieldSymbol { IsImplicitlyDeclared: false }
                && (AttributeReader.Find(member, attribute) is not null || marked.Contains(member.Name))),
        ];
    }

    // "Id = id" in the constructor, or "public string Id { get; } = id" beside a primary constructor. Judged by names.
    private static bool IsAssigned(ISymbol member, IParameterSymbol parameter, IMethodSymbol constructor) =>
        constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
        {
            ConstructorDeclarationSyntax declaration => declaration.DescendantNodes().OfType<AssignmentExpressionSyntax>()
                .Any(assignment => NameOf(assignment.Left) == member.Name && Mentions(assignment.Right, parameter)),
            TypeDeclarationSyntax => member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is PropertyDeclarationSyntax { Initializer: { } initializer }
                && Mentions(initializer.Value, parameter),
            _ => false,
        };

    private static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access => access.Name.Identifier.ValueText,
        _ => null,
    };

    private static bool Mentions(ExpressionSyntax expression, IParameterSymbol parameter) =>
        expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == parameter.Name);
}
