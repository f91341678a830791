namespace StarWars.Swapi.Endpoint;

/// <summary>Which pages fail: a few, chosen by seed, and each only when it is first asked for.</summary>
/// <param name="seed">The same seed chooses the same pages.</param>
/// <param name="faultyPages">How many pages; 0 for none.</param>
public sealed class PageFaults(int seed, int faultyPages)
{
    private HashSet<int>? _pending;

    /// <summary>No page fails.</summary>
    public static PageFaults None => new(seed: 0, faultyPages: 0);

    /// <summary>The seed.</summary>
    public int Seed { get; } = seed;

    /// <summary>Whether the page fails this time.</summary>
    /// <param name="page">The page, from 1.</param>
    /// <param name="pages">How many pages there are.</param>
    internal bool Strikes(int page, int pages)
    {
        _pending ??= Choose(pages);
        return _pending.Remove(page);
    }

    private HashSet<int> Choose(int pages)
    {
        int[] shuffled = [.. Enumerable.Range(1, pages)];
        new Random(Seed).Shuffle(shuffled);
        return [.. shuffled.Take(faultyPages)];
    }
}
