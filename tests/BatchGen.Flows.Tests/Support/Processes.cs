using System.Diagnostics;
using System.Globalization;

namespace BatchGen.Flows.Tests;

/// <summary>Looks at processes that are not children of this one, in <c>/proc</c>.</summary>
internal static class Processes
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Skips a test where there is no <c>/proc</c>.</summary>
    public static void Require() => Assert.SkipUnless(Directory.Exists("/proc/self"), "Needs /proc to see which processes are left");

    /// <summary>The direct children of a process.</summary>
    public static int[] ChildrenOf(int parent) =>
        [.. Directory.EnumerateDirectories("/proc")
            .Select(static folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : 0)
            .Where(id => id > 0 && Status(id) is { } status && status.Parent == parent)];

    /// <summary>Waits until none of the processes is left. One that has ended and that nobody has asked for its exit code is gone.</summary>
    public static Task UntilGoneAsync(params IReadOnlyList<int> ids) =>
        UntilAsync(() => ids.All(static id => Status(id) is null or { State: 'Z' or 'X' }), $"processes {string.Join(", ", ids)} are gone");

    /// <summary>Waits for something that other processes do, and looks often.</summary>
    /// <exception cref="TimeoutException">It does not come true in 30 s.</exception>
    public static async Task UntilAsync(Func<bool> condition, string what)
    {
        long started = Stopwatch.GetTimestamp();
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(20));
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(started) > Limit)
            {
                throw new TimeoutException($"Waited {Limit} until {what}.");
            }

            await timer.WaitForNextTickAsync();
        }
    }

    /// <summary>The state letter and the parent; null where there is no such process.</summary>
    private static (char State, int Parent)? Status(int id)
    {
        try
        {
            // The name before it is in parentheses and may hold anything.
            string text = File.ReadAllText($"/proc/{id}/stat");
            string[] fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (fields[0][0], int.Parse(fields[1], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null;
        }
    }
}
