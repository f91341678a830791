using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Determinism;

/// <summary>Looks into members that the compilation declares.</summary>
internal static class Bodies
{
    /// <summary>Whether a member may be another one at run time than the one that is named.</summary>
    public static bool IsOpen(ISymbol member) =>
        member.IsAbstract || member.IsExtern || ((member.IsVirtual || member.IsOverride) && !member.IsSealed && !member.ContainingType.IsSealed);

    /// <summary>What a method gives back: each value that it returns; of an iterator nothing.</summary>
    public static IEnumerable<IOperation> ReturnsOf(IMethodSymbol method, IOperation use)
    {
        if (BodyOf(method, use) is not { } body)
        {
            yield break;
        }

        if (body is not (IMethodBodyBaseOperation or ILocalFunctionOperation or IBlockOperation))
        {
            // The expression of "string NewId => ...".
            yield return body;
            yield break;
        }

        foreach (IOperation operation in body.Descendants())
        {
            if (operation is IReturnOperation { Kind: OperationKind.Return, ReturnedValue: { } value } && !IsInFunction(operation, body))
            {
                yield return value;
            }
        }
    }

    /// <summary>The body of a method, getter, constructor or local function that the compilation declares, or null.</summary>
    public static IOperation? BodyOf(IMethodSymbol method, IOperation use)
    {
        IMethodSymbol declared = method.PartialImplementationPart ?? method;
        return declared.DeclaringSyntaxReferences is [{ } reference]
            ? reference.GetSyntax() switch
            {
                ArrowExpressionClauseSyntax arrow => OperationOf(arrow.Expression, use),
                TypeDeclarationSyntax => null,
                { } syntax => OperationOf(syntax, use),
            }
            : null;
    }

    /// <summary>The value that a field or property begins with, or null.</summary>
    public static IOperation? InitializerOf(ISymbol member, IOperation use)
    {
        ExpressionSyntax? value = member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
        {
            VariableDeclaratorSyntax declarator => declarator.Initializer?.Value,
            PropertyDeclarationSyntax property => property.Initializer?.Value,
            _ => null,
        };
        return value is null ? null : OperationOf(value, use);
    }

    /// <summary>Whether a field of a class is counted up or down somewhere in it.</summary>
    public static bool IsCounted(IFieldSymbol field) =>
        field.Type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64
        && field.ContainingType.TypeKind == TypeKind.Class
        && !field.IsReadOnly
        && field.DeclaredAccessibility == Accessibility.Private
        && field.ContainingType.DeclaringSyntaxReferences.Any(reference =>
            reference.GetSyntax().DescendantNodes().Any(node => node switch
            {
                PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression } step =>
                    IsNamed(step.Operand, field),
                PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } step =>
                    IsNamed(step.Operand, field),
                AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression or (int)SyntaxKind.SubtractAssignmentExpression } step =>
                    IsNamed(step.Left, field),
                ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword } argument => IsNamed(argument.Expression, field),
                _ => false,
            }));

    private static bool IsNamed(ExpressionSyntax expression, IFieldSymbol field) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText == field.Name,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access => access.Name.Identifier.ValueText == field.Name,
        _ => false,
    };

    private static bool IsInFunction(IOperation operation, IOperation body)
    {
        for (IOperation? parent = operation.Parent; parent is not null && parent != body; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }

    private static IOperation? OperationOf(SyntaxNode syntax, IOperation use)
    {
        if (use.SemanticModel is not { } model)
        {
            return null;
        }

        if (syntax.SyntaxTree != model.SyntaxTree)
        {
            if (!model.Compilation.ContainsSyntaxTree(syntax.SyntaxTree))
            {
                return null;
            }

            // Only for helpers that records go through, which are few; the driver keeps its models.
#pragma warning disable RS1030
            model = model.Compilation.GetSemanticModel(syntax.SyntaxTree);
#pragma warning restore RS1030
        }

        return model.GetOperation(syntax);
    }
}
