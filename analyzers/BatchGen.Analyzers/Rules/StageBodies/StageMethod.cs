using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Parsing;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.StageBodies;

/// <summary>A method that is a stage, whether a job declares it or a base class of jobs.</summary>
/// <param name="Kind">Which stage; of a method with several attributes the first.</param>
/// <param name="Method">The method whose body it is.</param>
/// <param name="JobName">How messages call the job: by its name, or by its class where that is no job itself.</param>
/// <param name="DynamicTasks">The reason of <c>[DynamicTasks]</c> on the method or its class, or null.</param>
internal sealed record StageMethod(StageKind Kind, IMethodSymbol Method, string JobName, string? DynamicTasks)
{
    /// <summary>How messages call the stage: <c>[Load] method 'LoadAsync'</c>.</summary>
    public string DisplayName => $"[{Kind}] method '{Method.Name}'";

    /// <summary>The stage that a symbol is, or null. An override and the body of a partial method are the stage that they complete.</summary>
    public static StageMethod? Of(ISymbol symbol, KnownTypes known, CancellationToken cancellationToken)
    {
        if (symbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary } method)
        {
            return null;
        }

        for (IMethodSymbol? declaring = method.PartialDefinitionPart ?? method; declaring is not null; declaring = declaring.OverriddenMethod)
        {
            if (StageSource.KindOf(declaring, known) is { } kind)
            {
                INamedTypeSymbol type = method.ContainingType;
                JobSpec? job = ParsedJobs.Of(known.Compilation).Find(type, cancellationToken)?.Spec;
                string? reason = Reason(declaring, known) ?? Reason(method, known) ?? Reason(type, known);
                return new(kind, method, job?.DisplayName ?? type.Name, reason);
            }
        }

        return null;
    }

    private static string? Reason(ISymbol symbol, KnownTypes known) =>
        new AttributeReader(AttributeReader.Find(symbol, known.DynamicTasks)).ConstructorString();
}
