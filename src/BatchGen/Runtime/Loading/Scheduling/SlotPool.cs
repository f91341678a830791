namespace BatchGen.Runtime;

/// <summary>
/// The slots in which records are handled, <paramref name="size"/> of them. Those who come back from a backoff are served before new
/// records. Guarded by the scheduler.
/// </summary>
internal sealed class SlotPool(int size)
{
    private readonly Queue<Waiter> _waiters = new();
    private int _inUse;

    /// <summary>Whether somebody may wait for a slot.</summary>
    public bool IsWaitedFor => _waiters.Count > 0;

    /// <summary>Takes up to <paramref name="wanted"/> free slots, and says how many.</summary>
    public int Claim(int wanted)
    {
        int claimed = Math.Min(size - _inUse, wanted);
        _inUse += claimed;
        return claimed;
    }

    /// <summary>Gives a slot to the one who has waited longest; false when nobody waits.</summary>
    public bool TryPassOn()
    {
        while (_waiters.TryDequeue(out Waiter? waiter))
        {
            if (waiter.TrySetResult())
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gives a slot up.</summary>
    public void Release()
    {
        if (!TryPassOn())
        {
            _inUse--;
        }
    }

    /// <summary>A slot, now or when one is passed on.</summary>
    public Task AcquireAsync(CancellationToken cancellationToken)
    {
        if (Claim(1) == 1)
        {
            return Task.CompletedTask;
        }

        Waiter waiter = new(cancellationToken);
        _waiters.Enqueue(waiter);
        return waiter.Task;
    }

    private sealed class Waiter : TaskCompletionSource
    {
        public Waiter(CancellationToken cancellationToken)
            : base(TaskCreationOptions.RunContinuationsAsynchronously)
        {
            CancellationTokenRegistration registration =
                cancellationToken.UnsafeRegister(static (waiter, token) => ((Waiter)waiter!).TrySetCanceled(token), this);
            _ = Task.ContinueWith(
                static (_, registration) => ((CancellationTokenRegistration)registration!).Dispose(), registration, TaskScheduler.Default);
        }
    }
}
