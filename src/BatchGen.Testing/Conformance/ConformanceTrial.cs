using BatchGen.Runtime;

namespace BatchGen.Testing;

/// <summary>Sees each call of a job's handlers, and has attempts fail or wait as a path wants it.</summary>
internal sealed class ConformanceTrial : HandlerTrial
{
    private int _calls;
    private int _attempts;
    private int _running;

    /// <summary>Called before each call of the handler with the number of the attempt: throws to have it fail without one.</summary>
    public Func<int, Task> Before { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Called behind each call that has succeeded.</summary>
    public Func<int, Task> After { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Told of each call that has ended: its failure, or null.</summary>
    public Action<Exception?> OnEnded { get; set; } = static _ => { };

    /// <summary>How often handlers were called.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>How many attempts were made, those that failed before their handler was called among them.</summary>
    public int Attempts => Volatile.Read(ref _attempts);

    /// <summary>How many handlers have not returned yet.</summary>
    public int Running => Volatile.Read(ref _running);

    public override async ValueTask RunAsync(int attempt, Func<ValueTask> handler, CancellationToken token)
    {
        Interlocked.Increment(ref _attempts);
        await Before(attempt).ConfigureAwait(false);
        Interlocked.Increment(ref _calls);
        Interlocked.Increment(ref _running);
        try
        {
            await handler().ConfigureAwait(false);
            OnEnded(null);
        }
        catch (Exception exception)
        {
            OnEnded(exception);
            throw;
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }

        await After(attempt).ConfigureAwait(false);
    }
}
