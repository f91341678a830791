using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Time.Testing;

namespace BatchGen.Tests.Notifications;

/// <summary>A channel that keeps what it is sent, with the time of it, and fails or hangs as its test wants.</summary>
internal sealed class RecordingChannel(TimeProvider time) : IAlertChannel, IAlertChannelFactory
{
    private int _attempts;

    public string Scheme { get; init; } = "test";

    public Func<CancellationToken, Task> OnSend { get; set; } = _ => Task.CompletedTask;

    public int Attempts => Volatile.Read(ref _attempts);

    public int Opened { get; private set; }

    public ConcurrentQueue<(AlertNotification Notification, DateTimeOffset At)> Sent { get; } = new();

    public long Counted => Sent.Sum(sent => sent.Notification.Count);

    public IAlertChannel Open(string name)
    {
        Opened++;
        return this;
    }

    public async Task SendAsync(AlertNotification notification, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        Interlocked.Increment(ref _attempts);
        await OnSend(cancellationToken);
        Sent.Enqueue((notification, now));
    }
}

/// <summary>Lets time pass until something has happened.</summary>
internal static class Passing
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static async Task UntilAsync(Func<bool> condition, FakeTimeProvider? time = null, TimeSpan? step = null, [CallerArgumentExpression(nameof(condition))] string text = "")
    {
        long started = Stopwatch.GetTimestamp();
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(1));
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Limit, $"waited {Limit} for {text}");
            time?.Advance(step ?? TimeSpan.FromSeconds(1));
            await timer.WaitForNextTickAsync();
        }
    }
}
