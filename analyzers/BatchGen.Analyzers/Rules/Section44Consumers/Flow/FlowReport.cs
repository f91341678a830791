using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.Analyzers.Rules.Section44Consumers.Flow;

/// <summary>The calls of a body that commit wrongly, each kind in the order of the source.</summary>
/// <param name="EarlyCommits">Calls that commit a record before it is processed.</param>
/// <param name="EarlyStores">Calls that store the offset of a record before it is processed.</param>
/// <param name="FailedCommits">Calls that commit a record, or store its offset, after its processing has failed.</param>
internal sealed record FlowReport(
    ImmutableArray<SyntaxNode> EarlyCommits, ImmutableArray<SyntaxNode> EarlyStores, ImmutableArray<SyntaxNode> FailedCommits)
{
    /// <summary>The call as it is written: with what stands before a <c>?.</c>.</summary>
    public static SyntaxNode Whole(SyntaxNode call) =>
        call.Parent is ConditionalAccessExpressionSyntax access && access.WhenNotNull == call ? access : call;
}
