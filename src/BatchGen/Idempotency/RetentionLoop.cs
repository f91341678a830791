namespace BatchGen.Idempotency;

/// <summary>
/// Deletes what is older than a store's retention, in small steps, from its start and then every hour, until it is disposed. A step that
/// fails is told to its owner and tried again an hour later. Several processes may do it at once: each step is harmless alone.
/// </summary>
internal sealed class RetentionLoop : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly TimeSpan _retention;
    private readonly TimeProvider _time;
    private readonly Func<DateTimeOffset, CancellationToken, Task<bool>> _deleteSome;
    private readonly Action<Exception> _onFailure;
    private readonly Task _running;

    /// <param name="retention">How long a record counts as done.</param>
    /// <param name="time">The clock.</param>
    /// <param name="deleteSome">Deletes some records that were done before the given moment; true when there may be more.</param>
    /// <param name="onFailure">Told of a step that failed.</param>
    public RetentionLoop(
        TimeSpan retention, TimeProvider time, Func<DateTimeOffset, CancellationToken, Task<bool>> deleteSome, Action<Exception> onFailure)
    {
        _retention = retention;
        _time = time;
        _deleteSome = deleteSome;
        _onFailure = onFailure;
        _running = Task.Run(RunAsync);
    }

    /// <summary>Ends the loop and waits for the step that is under way.</summary>
    public void Dispose()
    {
        _stopping.Cancel();
        _running.GetAwaiter().GetResult();
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        using PeriodicTimer timer = new(Interval, _time);
        try
        {
            do
            {
                await DeleteAsync(_stopping.Token).ConfigureAwait(false);
            }
            while (await timer.WaitForNextTickAsync(_stopping.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }

    private async Task DeleteAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await _deleteSome(_time.GetUtcNow() - _retention, cancellationToken).ConfigureAwait(false))
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            _onFailure(exception);
        }
    }
}
