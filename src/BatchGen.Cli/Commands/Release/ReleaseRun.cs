using BatchGen.Cli.Output;

namespace BatchGen.Cli.Commands.Release;

/// <summary>Goes through the points in their order; one that fails does not keep the others from being tried.</summary>
/// <param name="points">The points.</param>
/// <param name="skipped">What is left out on demand, by name.</param>
/// <param name="reason">Why.</param>
/// <param name="time">The clock.</param>
/// <param name="say">Takes the progress.</param>
internal sealed class ReleaseRun(
    IReadOnlyList<IReleasePoint> points, IReadOnlyCollection<string> skipped, string? reason, TimeProvider time, Action<string> say)
{
    public async Task<IReadOnlyList<PointResult>> RunAsync(CancellationToken cancellationToken)
    {
        List<PointResult> results = [];
        foreach (IReleasePoint point in points)
        {
            say($"{point.Number}. {point.Title} …");
            long started = time.GetTimestamp();
            PointFinding finding = skipped.Contains(point.Name)
                ? PointFinding.Skipped($"left out on demand: {reason}")
                : await CheckAsync(point, cancellationToken).ConfigureAwait(false);
            double seconds = Math.Round(time.GetElapsedTime(started).TotalSeconds, 1);
            results.Add(new PointResult(point.Number, point.Name, point.Title, finding.Outcome, finding.Reason, finding.Evidence, seconds));
            say(FormattableString.Invariant($"   {finding.Outcome.ToString().ToLowerInvariant()} ({seconds} s): {PlainText.Line(finding.Reason, 300)}"));
        }

        return results;
    }

    private static async Task<PointFinding> CheckAsync(IReleasePoint point, CancellationToken cancellationToken)
    {
        try
        {
            return await point.CheckAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return PointFinding.Failed(ToolHost.MessageOf(exception));
        }
    }
}
