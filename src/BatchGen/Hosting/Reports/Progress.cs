using BatchGen.Runtime;

namespace BatchGen.Hosting.Reports;

/// <summary>Tells on standard error how far the work is: what happens, and every second the counts that have changed.</summary>
internal sealed class Progress : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _ending = new();
    private readonly List<Func<string?>> _counts = [];
    private readonly Lock _gate = new();
    private readonly TextWriter _out = Console.Error;
    private readonly Task _telling;
    private string _told = "";

    public Progress(TimeProvider time) => _telling = TellAsync(time);

    /// <summary>Tells something at once.</summary>
    public void Say(string text) => _out.WriteLine(text);

    /// <summary>Tells how many records a stage has taken.</summary>
    public void Watch(StageRun run, StageKind kind)
    {
        string name = kind.ToString().ToLowerInvariant();
        Add(() => run is { Result: null, Position: > 0 and long position } ? $"{name} {position:N0}" : null);
    }

    /// <summary>Tells how many records a consumer has done.</summary>
    public void Watch(LoadConsumer consumer) =>
        Add(() => consumer.Statistics.Done is > 0 and long done
            ? $"load {consumer.Stage.Topic} {done:N0} done, {consumer.Statistics.Retried:N0} retried, {consumer.Statistics.DeadLettered:N0} dead-lettered"
            : null);

    public async ValueTask DisposeAsync()
    {
        if (!_ending.IsCancellationRequested)
        {
            await _ending.CancelAsync().ConfigureAwait(false);
            await _telling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _ending.Dispose();
        }
    }

    private void Add(Func<string?> count)
    {
        lock (_gate)
        {
            _counts.Add(count);
        }
    }

    private async Task TellAsync(TimeProvider time)
    {
        using PeriodicTimer timer = new(Interval, time);
        while (await timer.WaitForNextTickAsync(_ending.Token).ConfigureAwait(false))
        {
            string text;
            lock (_gate)
            {
                text = string.Join(" | ", _counts.Select(count => count()).OfType<string>());
            }

            if (text.Length > 0 && text != _told)
            {
                _told = text;
                Say(text);
            }
        }
    }
}
