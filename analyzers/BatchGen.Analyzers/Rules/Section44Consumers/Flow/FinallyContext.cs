using Microsoft.CodeAnalysis.FlowAnalysis;

namespace BatchGen.Analyzers.Rules.Section44Consumers.Flow;

/// <summary>
/// Why a <c>finally</c> is being run: on the way along a branch, or because of an exception. The two are followed apart; otherwise what
/// holds only when an exception passes through would seem to hold behind every <c>using</c>.
/// </summary>
/// <param name="Branch">The branch to go on with; null for an exception, which goes on outwards.</param>
/// <param name="Index">Which of the branch's <c>finally</c> regions is being run.</param>
/// <param name="Outer">Why the code that the branch starts from is being run, if that is in a <c>finally</c> itself.</param>
internal sealed record FinallyContext(ControlFlowBranch? Branch, int Index, FinallyContext? Outer);
