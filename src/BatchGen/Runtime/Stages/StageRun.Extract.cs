using System.ComponentModel;
using System.Text.Json.Serialization.Metadata;

namespace BatchGen.Runtime;

/// <summary>Reads the source.</summary>
/// <typeparam name="T">The record.</typeparam>
/// <param name="batch">The batch.</param>
/// <param name="cancellationToken">Cancelled when the attempt has taken too long, or the run is cancelled.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate IAsyncEnumerable<T> ExtractStep<out T>(BatchContext batch, CancellationToken cancellationToken);

/// <content>Extract.</content>
public sealed partial class StageRun
{
    /// <summary>Reads the source from its start at each attempt; an attempt that fails leaves nothing behind (standard 1.2, 1.3).</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <param name="stage">The stage's policy.</param>
    /// <param name="step">The user's method.</param>
    /// <param name="json">How records are kept for the next stage.</param>
    public Task ExtractAsync<T>(StageDescriptor stage, ExtractStep<T> step, JsonTypeInfo<T> json) =>
        GivenUp is not null ? GiveUpAsync(stage, persistRecords: null) :
        RunAsync(
            stage,
            async (context, token) =>
            {
                Interlocked.Exchange(ref _read, 0);
                await using SpoolWriter<T> spool = new(_folder.Extracted, json);
                await foreach (T record in step(context, token).WithCancellation(token).ConfigureAwait(false))
                {
                    await spool.WriteAsync(context.TimeProvider.GetUtcNow(), record).ConfigureAwait(false);
                    Interlocked.Increment(ref _read);
                }

                await spool.CommitAsync(token).ConfigureAwait(false);
                _written = spool.Count;
            },
            persistFailed: _ => Task.CompletedTask,
            HungGrace);
}
