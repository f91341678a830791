using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Kafka.Configuration;

/// <summary>Looks into members of the compilation that make a configuration: helpers that return one, constructors of derived types.</summary>
internal static class ConfigHelpers
{
    /// <summary>What a method or property of the compilation returns, where it returns at one place and cannot be overridden.</summary>
    public static IOperation? ReturnedBy(IOperation use)
    {
        ISymbol? member = use switch
        {
            IInvocationOperation call => call.TargetMethod.OriginalDefinition,
            IPropertyReferenceOperation { Property.GetMethod: { } getter } => getter.OriginalDefinition,
            _ => null,
        };
        if (member is null or { IsVirtual: true } or { IsAbstract: true } or { IsOverride: true } || BodyOf(member, use) is not { } body)
        {
            return null;
        }

        IReturnOperation[] returns = [.. body.DescendantsAndSelf().OfType<IReturnOperation>().Where(found => IsOf(found, body)).Take(2)];
        return returns is [{ ReturnedValue: { } value }] ? value : null;
    }

    /// <summary>The constructor that a creation calls, where the compilation declares it with a body.</summary>
    public static IConstructorBodyOperation? ConstructorOf(IObjectCreationOperation creation) =>
        creation.Constructor is { } constructor ? BodyOf(constructor.OriginalDefinition, creation) as IConstructorBodyOperation : null;

    /// <summary>Whether a constructor is a type's primary one, which has no body, and gives its base nothing.</summary>
    public static bool IsPrimaryWithEmptyBase(IMethodSymbol constructor) =>
        constructor.DeclaringSyntaxReferences is [{ } reference]
        && reference.GetSyntax() is TypeDeclarationSyntax type
        && type.BaseList?.Types.FirstOrDefault() is SimpleBaseTypeSyntax or PrimaryConstructorBaseTypeSyntax { ArgumentList.Arguments.Count: 0 };

    private static IOperation? BodyOf(ISymbol member, IOperation use)
    {
        if (member.DeclaringSyntaxReferences is not [{ } reference] || use.SemanticModel is not { } model)
        {
            return null;
        }

        SyntaxNode syntax = reference.GetSyntax();
        if (reference.SyntaxTree != model.SyntaxTree)
        {
            if (!model.Compilation.ContainsSyntaxTree(reference.SyntaxTree))
            {
                return null;
            }

            // Only for configurations that helpers of other files make, which are few.
#pragma warning disable RS1030
            model = model.Compilation.GetSemanticModel(reference.SyntaxTree);
#pragma warning restore RS1030
        }

        return model.GetOperation(syntax);
    }

    private static bool IsOf(IOperation found, IOperation body)
    {
        for (IOperation? parent = found.Parent; parent is not null && parent != body; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return false;
            }
        }

        return true;
    }
}
