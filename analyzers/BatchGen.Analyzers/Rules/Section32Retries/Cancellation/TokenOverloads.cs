using BatchGen.Analyzers.Parsing;
using BatchGen.Analyzers.Rules.StageBodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section32Retries.Cancellation;

/// <summary>Finds calls that could be given a token and are not.</summary>
internal sealed class TokenOverloads(StageBody stage)
{
    private readonly INamedTypeSymbol _token = stage.Known.CancellationToken!;

    /// <summary>
    /// The token's parameter where a call leaves it out: an optional one, or the last of an overload that differs in nothing else. Null
    /// where a token was given, <c>CancellationToken.None</c> among them, which is a decision.
    /// </summary>
    public IParameterSymbol? MissingToken(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        if (IsOther(method))
        {
            return null;
        }

        bool takesToken = false;
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Parameter is { } parameter && KnownTypes.Is(parameter.Type, _token))
            {
                if (argument.ArgumentKind == ArgumentKind.DefaultValue)
                {
                    return parameter;
                }

                takesToken = true;
            }
        }

        return takesToken ? null : Overload(method)?.Parameters.Last();
    }

    /// <summary>The token that code at a place can name: a parameter of the stage or of a function around the place. Null if none.</summary>
    public string? InReach(IOperation place)
    {
        foreach (IOperation around in place.Ancestors())
        {
            IMethodSymbol? function = around switch
            {
                IAnonymousFunctionOperation lambda => lambda.Symbol,
                ILocalFunctionOperation local => local.Symbol,
                _ => null,
            };
            if (function is not null && TokenOf(function) is { } token)
            {
                return token;
            }
        }

        return TokenOf(stage.Stage.Method);
    }

    private string? TokenOf(IMethodSymbol method) => method.Parameters.FirstOrDefault(parameter => KnownTypes.Is(parameter.Type, _token))?.Name;

    // What starts, blocks on or follows a task takes a token for something else, and is the subject of other rules.
    private bool IsOther(IMethodSymbol method) =>
        KnownTypes.Is(method.ContainingType, stage.Known.TaskFactory)
        || KnownTypes.Is(method.ContainingType, stage.Known.TaskFactoryOfT)
        || method.ContainingType is { Name: "Parallel", ContainingNamespace.Name: "Tasks" }
        || ((KnownTypes.Is(method.ContainingType, stage.Known.Task) || KnownTypes.Is(method.ContainingType, stage.Known.TaskOfT))
            && method.Name is "Run" or "Wait" or "WaitAll" or "WaitAny" or "ContinueWith" or "FromCanceled")
        || method.MethodKind is not (MethodKind.Ordinary or MethodKind.ReducedExtension or MethodKind.LocalFunction)
        || method.Name.StartsWith("Rollback", StringComparison.Ordinal)
        || method.Name.StartsWith("Dispose", StringComparison.Ordinal)
        || method.Name.StartsWith("Close", StringComparison.Ordinal);

    private IMethodSymbol? Overload(IMethodSymbol method)
    {
        if (method.Parameters.Any(static parameter => parameter.IsParams))
        {
            return null;
        }

        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.BaseType)
        {
            foreach (ISymbol member in type.GetMembers(method.Name))
            {
                if (member is IMethodSymbol candidate && Matches(candidate, method))
                {
                    return candidate;
                }
            }
        }

        return null;
    }

    private bool Matches(IMethodSymbol candidate, IMethodSymbol method)
    {
        if (candidate.Parameters.Length != method.Parameters.Length + 1
            || candidate.IsStatic != method.IsStatic
            || candidate.Arity != method.Arity
            || !KnownTypes.Is(candidate.Parameters.Last().Type, _token)
            || candidate.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "ObsoleteAttribute")
            || !stage.Compilation.IsSymbolAccessibleWithin(candidate, stage.Stage.Method.ContainingType))
        {
            return false;
        }

        IMethodSymbol constructed = candidate.Arity == 0 ? candidate : candidate.Construct(method.TypeArguments, method.TypeArgumentNullableAnnotations);
        return SymbolEqualityComparer.Default.Equals(constructed.ReturnType, method.ReturnType)
            && method.Parameters.Zip(constructed.Parameters, static (given, taken) => (given, taken))
                .All(static pair => pair.given.RefKind == pair.taken.RefKind && SymbolEqualityComparer.Default.Equals(pair.given.Type, pair.taken.Type));
    }
}
