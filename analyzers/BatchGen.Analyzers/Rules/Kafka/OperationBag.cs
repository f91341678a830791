using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Kafka;

/// <summary>Gathers what a body has of interest until the body ends. Most bodies have nothing, so that this must cost them nothing.</summary>
internal sealed class OperationBag<TOperation>
    where TOperation : IOperation
{
    private readonly object _lock = new();
    private List<TOperation>? _items;

    public IReadOnlyList<TOperation> Items => _items ?? (IReadOnlyList<TOperation>)[];

    public void Add(TOperation operation)
    {
        lock (_lock)
        {
            (_items ??= []).Add(operation);
        }
    }
}
