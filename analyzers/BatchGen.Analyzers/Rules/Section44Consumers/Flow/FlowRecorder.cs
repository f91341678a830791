using BatchGen.Analyzers.Rules.Section44Consumers.Flow.Values;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section44Consumers.Flow;

/// <summary>
/// What a run over a body finds out beside the states: where records are processed, which are looked at at all, and the commits that
/// come too early. The first run only collects; the second one, which knows where things are processed, decides.
/// </summary>
internal sealed class FlowRecorder
{
    private readonly HashSet<(SyntaxNode Site, int Block)> _processing = [];
    private readonly HashSet<(SyntaxNode Site, int Block)> _consuming = [];
    private readonly HashSet<SyntaxNode> _touched = [];
    private readonly HashSet<(SyntaxNode Commit, SyntaxNode Site)> _fresh = [];
    private readonly HashSet<SyntaxNode> _early = [];
    private readonly HashSet<SyntaxNode> _failed = [];
    private readonly HashSet<SyntaxNode> _stores = [];

    /// <summary>Notes that a block processes a record, or hands it to somebody who will.</summary>
    public void Processing(RecordToken token, int block)
    {
        _processing.Add((token.Site, block));
        _touched.Add(token.Site);
    }

    /// <summary>Notes that a block consumes a record.</summary>
    public void Consuming(RecordToken token, int block) => _consuming.Add((token.Site, block));

    /// <summary>Notes that a record's content is looked at.</summary>
    public void Touch(RecordToken token) => _touched.Add(token.Site);

    /// <summary>Notes a commit of a record that nothing was done with: early, unless the body never looks at the record at all.</summary>
    public void FreshCommit(SyntaxNode commit, RecordToken token) => _fresh.Add((commit, token.Site));

    /// <summary>Notes a commit that is early for certain.</summary>
    public void EarlyCommit(SyntaxNode commit) => _early.Add(commit);

    /// <summary>Notes a commit of a record whose processing has failed.</summary>
    public void FailedCommit(SyntaxNode commit) => _failed.Add(commit);

    /// <summary>Notes that what commits only stores the offset, for a commit to come.</summary>
    public void Store(SyntaxNode commit) => _stores.Add(commit);

    /// <summary>Whether a record is processed in a range of blocks.</summary>
    public bool IsProcessedWithin(RecordToken token, int first, int last) =>
        _processing.Any(entry => entry.Site == token.Site && entry.Block >= first && entry.Block <= last);

    /// <summary>Whether a record is consumed in a range of blocks.</summary>
    public bool IsConsumedWithin(RecordToken token, int first, int last) =>
        _consuming.Any(entry => entry.Site == token.Site && entry.Block >= first && entry.Block <= last);

    /// <summary>Forgets the commits, so that the next run decides by all that is known now.</summary>
    public void ForgetCommits()
    {
        _fresh.Clear();
        _early.Clear();
        _failed.Clear();
    }

    /// <summary>What was found, in the order of the source. A commit that is early is not reported as one of a failed record as well.</summary>
    public FlowReport Report()
    {
        List<SyntaxNode> early =
        [
            .. _early.Concat(_fresh.Where(entry => _touched.Contains(entry.Site)).Select(static entry => entry.Commit))
                .Distinct()
                .OrderBy(static commit => commit.SpanStart),
        ];
        return new(
            [.. early.Where(commit => !_stores.Contains(commit)).Select(FlowReport.Whole)],
            [.. early.Where(_stores.Contains).Select(FlowReport.Whole)],
            [.. _failed.Except(early).OrderBy(static commit => commit.SpanStart).Select(FlowReport.Whole)]);
    }
}
