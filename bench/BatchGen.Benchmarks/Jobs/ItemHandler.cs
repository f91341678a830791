namespace BatchGen.Benchmarks;

/// <summary>What a scenario lets the jobs do. Both sides of a comparison call the same one.</summary>
public sealed class ItemHandler
{
    private Func<Item, CancellationToken, Task> _handle = (_, _) => Task.CompletedTask;

    /// <summary>What the extract stage reads.</summary>
    public IReadOnlyList<Item> Source { get; set; } = [];

    /// <summary>Replaces what is done with a record, before a run starts.</summary>
    public void Use(Func<Item, CancellationToken, Task> handle) => _handle = handle;

    /// <summary>Handles a record.</summary>
    public Task HandleAsync(Item item, CancellationToken cancellationToken) => _handle(item, cancellationToken);
}
