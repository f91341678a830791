namespace BatchGen.Runtime;

/// <summary>
/// Stands around each call of the user's handlers: what a conformance test registers to see how they end, and to have attempts fail before
/// or behind them. No application has one.
/// </summary>
internal abstract class HandlerTrial
{
    /// <summary>Calls the handler, or does not.</summary>
    /// <param name="attempt">The attempt, from 1.</param>
    /// <param name="handler">The user's handler.</param>
    /// <param name="token">The attempt's token, which the handler has too.</param>
    public abstract ValueTask RunAsync(int attempt, Func<ValueTask> handler, CancellationToken token);
}
