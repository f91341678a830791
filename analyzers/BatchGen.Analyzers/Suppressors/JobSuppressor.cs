using System.Collections.Immutable;
using BatchGen.Analyzers.Parsing;
using BatchGen.Analyzers.Rules.StageBodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BatchGen.Analyzers.Suppressors;

/// <summary>
/// Takes back what general analyzers say of jobs and stages because they do not see who uses them: the attributes make a method a stage,
/// and generated code creates the job and calls it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class JobSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor Static = new(
        "BWSS1822", "CA1822", "A stage belongs to its job: whether it uses the job's instance today is no part of its declaration.");

    private static readonly SuppressionDescriptor Unused = new(
        "BWSS0051", "IDE0051", "A stage is called by generated code, which is left out while the job breaks a rule that blocks generation.");

    private static readonly SuppressionDescriptor NeverCreated = new(
        "BWSS1812", "CA1812", "A job is created by the service provider, with which AddBatchJobs registers it.");

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [Static, Unused, NeverCreated];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        KnownTypes known = KnownTypes.Of(context.Compilation);
        if (known.BatchJob is null)
        {
            return;
        }

        foreach (Diagnostic diagnostic in context.ReportedDiagnostics)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (DeclaredAt(diagnostic.Location, context) is { } declared && Of(diagnostic.Id, declared, known, context.CancellationToken) is { } suppression)
            {
                context.ReportSuppression(Suppression.Create(suppression, diagnostic));
            }
        }
    }

    private static SuppressionDescriptor? Of(string id, ISymbol declared, KnownTypes known, CancellationToken cancellationToken) => id switch
    {
        "CA1822" when StageMethod.Of(declared, known, cancellationToken) is not null => Static,
        "IDE0051" when StageMethod.Of(declared, known, cancellationToken) is not null => Unused,
        "CA1812" when declared is INamedTypeSymbol && AttributeReader.Find(declared, known.BatchJob) is not null => NeverCreated,
        _ => null,
    };

    private static ISymbol? DeclaredAt(Location location, SuppressionAnalysisContext context) =>
        location.SourceTree is { } tree
        && tree.GetRoot(context.CancellationToken).FindNode(location.SourceSpan).FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } declaration
            ? context.GetSemanticModel(tree).GetDeclaredSymbol(declaration, context.CancellationToken)
            : null;
}
