using TheNamespace.Batch;

namespace TheNamespace.Storage;

/// <summary>Where records end up.</summary>
public interface ITheBatchStore
{
    /// <summary>
    /// Writes a record, over the one with the same id if there is one, and is durable when it returns: the offset is committed then. The same
    /// record may come more than once.
    /// </summary>
    /// <param name="record">The record.</param>
    /// <param name="cancellationToken">Ends the attempt, at the latest after the stage's timeout.</param>
    Task WriteAsync(TheBatchRecord record, CancellationToken cancellationToken);
}
