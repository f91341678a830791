using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace BatchGen.Engine.Tests;

internal static class Wait
{
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(25);

    /// <summary>Waits for a condition; fails with its text when it does not come true in time.</summary>
    public static async Task UntilAsync(
        Func<bool> condition, Func<string>? state = null, [CallerArgumentExpression(nameof(condition))] string text = "")
    {
        long started = Stopwatch.GetTimestamp();
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(5));
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Limit, $"waited {Limit} for {text} {state?.Invoke()}");
            await timer.WaitForNextTickAsync();
        }
    }
}
