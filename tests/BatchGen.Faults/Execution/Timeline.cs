using System.Globalization;

namespace BatchGen.Faults.Execution;

/// <summary>What happened, with times: the first thing to read when a schedule fails.</summary>
internal sealed class Timeline
{
    private readonly Lock _gate = new();
    private readonly List<(DateTime At, string What)> _entries = [];

    public DateTime StartedAt { get; } = DateTime.UtcNow;

    public IReadOnlyList<(DateTime At, string What)> Entries
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries];
            }
        }
    }

    public void Add(string what)
    {
        lock (_gate)
        {
            _entries.Add((DateTime.UtcNow, what));
        }
    }

    public string Stamp(DateTime at) => string.Create(CultureInfo.InvariantCulture, $"{(at - StartedAt).TotalSeconds,8:F3} s");

    public override string ToString() => string.Join('\n', Entries.Select(entry => $"{Stamp(entry.At)}  {entry.What}"));
}
