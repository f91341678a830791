using System.Runtime.CompilerServices;

namespace TheNamespace.Source;

/// <summary>Where rows come from.</summary>
public interface ITheBatchSource
{
    /// <summary>All rows, from the start: an attempt that fails is begun again.</summary>
    /// <param name="cancellationToken">Ends the attempt, at the latest after the stage's timeout.</param>
    IAsyncEnumerable<TheBatchRow> ReadAsync(CancellationToken cancellationToken);
}

/// <summary>A row as the source has it.</summary>
/// <param name="Id">What identifies it, the same in every run.</param>
/// <param name="Name">Its name, if it has one.</param>
public sealed record TheBatchRow(string Id, string? Name);

/// <summary>A few rows in code. To begin with: put your service, file or database in its place.</summary>
public sealed class TheBatchSource : ITheBatchSource
{
    private static readonly TheBatchRow[] Rows = [new("records/1", "first"), new("records/2", " second "), new("records/3", null)];

    /// <inheritdoc/>
    public async IAsyncEnumerable<TheBatchRow> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (TheBatchRow row in Rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
            yield return row;
        }
    }
}
