using BatchGen.Analyzers.Rules.Section32Retries.Failures;
using BatchGen.Analyzers.Rules.StageBodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace BatchGen.Analyzers.Rules.Section32Retries;

/// <summary>BWS3207: a failure that a stage keeps to itself is success to its retry, its dead-letter topic and its fallback.</summary>
internal sealed class StageDoesNotSwallowFailures() : Rule(Definition), IStageBodyRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS3207",
        RuleCategory.Retries,
        DiagnosticSeverity.Error,
        clause: "3.2",
        title: "A stage does not swallow failures",
        messageFormat: "{0} of job '{1}' catches any failure and goes on as if it were none, so that neither retry nor {2} sees it: "
            + "rethrow with 'throw;', or catch only the exception that is expected",
        description: "What ends normally counts as done: a swallowed failure loses its record without retry, dead letter or fallback.");

    public void Check(StageBody stage)
    {
        foreach (IOperation operation in stage.Operations)
        {
            if (operation is ICatchClauseOperation { Syntax: CatchClauseSyntax syntax } handler && BroadCatch.Swallows(handler, stage))
            {
                stage.Report(
                    this,
                    Location.Create(syntax.SyntaxTree, TextSpan.FromBounds(syntax.SpanStart, (syntax.Declaration as SyntaxNode)?.Span.End ?? syntax.CatchKeyword.Span.End)),
                    stage.Stage.DisplayName,
                    stage.Stage.JobName,
                    stage.Stage.Kind == Model.StageKind.Load ? "dead-letter topic" : "fallback");
            }
        }
    }
}
