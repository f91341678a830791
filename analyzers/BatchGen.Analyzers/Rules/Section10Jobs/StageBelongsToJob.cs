using BatchGen.Analyzers.Parsing;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section10Jobs;

/// <summary>BWS1005: a stage of a class that is no job, and that no job derives from, is never run.</summary>
internal sealed class StageBelongsToJob() : Rule(Definition), IStageTypeRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS1005",
        RuleCategory.Jobs,
        DiagnosticSeverity.Error,
        clause: "1.2",
        title: "A stage belongs to a job",
        messageFormat: "'{0}' has {1} but no [BatchJob], so that nothing runs {2}: "
            + "write [BatchJob(\"{3}\", …)] on it, or leave the stage {4} out",
        description: "A job has the stages of its class and of the classes that it derives from; stage attributes anywhere else have no effect.");

    /// <summary>Reported once, on the first stage: it is one mistake, however many stages the class has.</summary>
    public Diagnostic? Check(StageType type, CancellationToken cancellationToken)
    {
        List<Location> places = [.. type.Stages
            .Select(stage => stage.Attribute.ApplicationSyntaxReference is { } reference
                ? Location.Create(reference.SyntaxTree, reference.Span)
                : null)
            .OfType<Location>()];
        if (places.Count == 0 || MayBeBase(type, cancellationToken) || IsUnknown(type.Type))
        {
            return null;
        }

        bool isOne = type.Stages.Count == 1;
        StageSource first = type.Stages[0];
        string others = isOne ? "" : $" and {type.Stages.Count - 1} more {(type.Stages.Count == 2 ? "stage" : "stages")}";
        return Diagnostic.Create(
            Descriptor,
            places[0],
            places.Skip(1),
            type.Type.Name,
            $"[{first.Kind}] method '{first.Method.Name}'{others}",
            isOne ? "it" : "them",
            JobName.Suggest(type.Type.Name) ?? "people-ingest",
            isOne ? "attribute" : "attributes");
    }

    // What is made to be derived from may have its job in another assembly.
    private static bool MayBeBase(StageType type, CancellationToken cancellationToken)
    {
        INamedTypeSymbol symbol = type.Type;
        if (symbol.IsSealed || symbol.IsStatic || symbol.IsValueType)
        {
            return false;
        }

        return symbol.IsAbstract
            || symbol.IsGenericType
            || type.Stages.Any(static stage => IsForDerived(stage.Method))
            || DerivedTypes.Of(symbol, type.Known, cancellationToken)
                .Any(derived => derived.IsAbstract || AttributeReader.Find(derived, type.Known.BatchJob) is not null);
    }

    private static bool IsForDerived(IMethodSymbol method) =>
        method.IsVirtual
        || method.IsAbstract
        || method.DeclaredAccessibility is Accessibility.Protected or Accessibility.ProtectedOrInternal or Accessibility.ProtectedAndInternal;

    // An attribute that does not compile may be the one that is missing.
    private static bool IsUnknown(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Interface
        || type.GetAttributes().Any(static attribute => attribute.AttributeClass is null or IErrorTypeSymbol);
}
