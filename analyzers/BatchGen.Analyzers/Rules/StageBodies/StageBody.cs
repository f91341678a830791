using System.Collections.Immutable;
using BatchGen.Analyzers.Parsing;
using BatchGen.Analyzers.Rules.Options;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.StageBodies;

/// <summary>The body of a stage as its rules see it: lambdas and local functions included, other methods left out.</summary>
internal sealed class StageBody
{
    private readonly OperationBlockAnalysisContext _context;

    public StageBody(StageMethod stage, KnownTypes known, OperationBlockAnalysisContext context)
    {
        Stage = stage;
        Known = known;
        _context = context;
        Blocks = context.OperationBlocks;
        Operations = [.. Blocks.SelectMany(static block => block.DescendantsAndSelf())];
    }

    public StageMethod Stage { get; }

    public KnownTypes Known { get; }

    public Compilation Compilation => Known.Compilation;

    public CancellationToken CancellationToken => _context.CancellationToken;

    /// <summary>The blocks of the body: one, and one for each default value of a parameter.</summary>
    public ImmutableArray<IOperation> Blocks { get; }

    /// <summary>All operations of the body, in the order of the source, collected once for all rules.</summary>
    public ImmutableArray<IOperation> Operations { get; }

    /// <summary>The house options of the file.</summary>
    public RuleOptions Options => Blocks is [{ Syntax.SyntaxTree: { } tree }, ..]
        ? RuleOptions.Read(_context.Options.AnalyzerConfigOptionsProvider.GetOptions(tree))
        : RuleOptions.Standard;

    /// <summary>The control-flow graph of a block, made once for all rules.</summary>
    public ControlFlowGraph GraphOf(IOperation block) => _context.GetControlFlowGraph(block);

    /// <summary>The body of a method or getter of the stage's own class, where it stands in the same file; null for any other.</summary>
    public IOperation? BodyOfHelper(IMethodSymbol method)
    {
        IMethodSymbol declared = (method.PartialImplementationPart ?? method).OriginalDefinition;
        return SymbolEqualityComparer.Default.Equals(declared.ContainingType, Stage.Method.ContainingType.OriginalDefinition)
            && !SymbolEqualityComparer.Default.Equals(declared, Stage.Method)
            && Blocks is [{ SemanticModel: { } model }, ..]
            && declared.DeclaringSyntaxReferences is [{ } reference]
            && reference.SyntaxTree == model.SyntaxTree
            ? model.GetOperation(reference.GetSyntax(CancellationToken), CancellationToken)
            : null;
    }

    /// <summary>Reports a breach; the arguments are those of the rule's message.</summary>
    public void Report(Rule rule, Location location, params object[] arguments) =>
        Report(rule, location, ImmutableDictionary<string, string?>.Empty, arguments);

    /// <summary>The same with facts for the rule's fix.</summary>
    public void Report(Rule rule, Location location, ImmutableDictionary<string, string?> properties, params object[] arguments) =>
        _context.ReportDiagnostic(Diagnostic.Create(rule.Descriptor, location, properties, arguments));
}
