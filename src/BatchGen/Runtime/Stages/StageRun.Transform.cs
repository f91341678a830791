using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BatchGen.Runtime;

/// <summary>Turns one record into one, or null to leave it out.</summary>
/// <typeparam name="TSource">What was extracted.</typeparam>
/// <typeparam name="TResult">What is published.</typeparam>
/// <param name="source">The record.</param>
/// <param name="batch">The batch.</param>
/// <param name="cancellationToken">Cancelled when the attempt has taken too long, or the run is cancelled.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate ValueTask<TResult?> TransformStep<in TSource, TResult>(TSource source, BatchContext batch, CancellationToken cancellationToken);

/// <summary>Turns one record into a value, or null to leave it out.</summary>
/// <typeparam name="TSource">What was extracted.</typeparam>
/// <typeparam name="TResult">What is published.</typeparam>
/// <param name="source">The record.</param>
/// <param name="batch">The batch.</param>
/// <param name="cancellationToken">Cancelled when the attempt has taken too long, or the run is cancelled.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate ValueTask<TResult?> TransformValueStep<in TSource, TResult>(TSource source, BatchContext batch, CancellationToken cancellationToken)
    where TResult : struct;

/// <summary>Turns one record into any number of them.</summary>
/// <typeparam name="TSource">What was extracted.</typeparam>
/// <typeparam name="TResult">What is published.</typeparam>
/// <param name="source">The record.</param>
/// <param name="batch">The batch.</param>
/// <param name="cancellationToken">Cancelled when the attempt has taken too long, or the run is cancelled.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate IAsyncEnumerable<TResult> TransformManyStep<in TSource, out TResult>(
    TSource source, BatchContext batch, CancellationToken cancellationToken);

/// <content>Transform.</content>
public sealed partial class StageRun
{
    /// <summary>Turns each record into one or none; an attempt takes only records that no earlier one has done (standard 1.2, 3.2).</summary>
    /// <typeparam name="TSource">What was extracted.</typeparam>
    /// <typeparam name="TResult">What is published.</typeparam>
    /// <param name="stage">The stage's policy.</param>
    /// <param name="sourceJson">How the extracted records are read.</param>
    /// <param name="step">The user's method.</param>
    /// <param name="resultJson">How records are kept for the next stage.</param>
    public Task TransformAsync<TSource, TResult>(
        StageDescriptor stage, JsonTypeInfo<TSource> sourceJson, TransformStep<TSource, TResult> step, JsonTypeInfo<TResult> resultJson)
        where TResult : class =>
        TransformManyAsync(stage, sourceJson, (source, batch, token) => OneAsync(source, batch, step, token), resultJson);

    /// <summary>The same for a payload that is a value type.</summary>
    /// <typeparam name="TSource">What was extracted.</typeparam>
    /// <typeparam name="TResult">What is published.</typeparam>
    /// <param name="stage">The stage's policy.</param>
    /// <param name="sourceJson">How the extracted records are read.</param>
    /// <param name="step">The user's method.</param>
    /// <param name="resultJson">How records are kept for the next stage.</param>
    public Task TransformValueAsync<TSource, TResult>(
        StageDescriptor stage, JsonTypeInfo<TSource> sourceJson, TransformValueStep<TSource, TResult> step, JsonTypeInfo<TResult> resultJson)
        where TResult : struct =>
        TransformManyAsync(stage, sourceJson, (source, batch, token) => OneValueAsync(source, batch, step, token), resultJson);

    /// <summary>Turns each record into any number of them, all or none of which are kept.</summary>
    /// <typeparam name="TSource">What was extracted.</typeparam>
    /// <typeparam name="TResult">What is published.</typeparam>
    /// <param name="stage">The stage's policy.</param>
    /// <param name="sourceJson">How the extracted records are read.</param>
    /// <param name="step">The user's method.</param>
    /// <param name="resultJson">How records are kept for the next stage.</param>
    public async Task TransformManyAsync<TSource, TResult>(
        StageDescriptor stage, JsonTypeInfo<TSource> sourceJson, TransformManyStep<TSource, TResult> step, JsonTypeInfo<TResult> resultJson)
    {
        if (GivenUp is not null)
        {
            await GiveUpAsync(stage, failure => PersistUntransformedAsync(stage, sourceJson, failure)).ConfigureAwait(false);
            return;
        }

        SpoolWriter<TResult> spool = new(_folder.Transformed, resultJson);
        await using (spool.ConfigureAwait(false))
        {
            await RunAsync(
                stage,
                (context, token) => TransformPendingAsync(stage, context, sourceJson, step, spool, token),
                _ => PersistUntransformedAsync(stage, sourceJson, untried: null),
                HungGrace).ConfigureAwait(false);
            await spool.CommitAsync(_cancellation).ConfigureAwait(false);
        }
    }

    private async Task TransformPendingAsync<TSource, TResult>(
        StageDescriptor stage,
        BatchContext context,
        JsonTypeInfo<TSource> sourceJson,
        TransformManyStep<TSource, TResult> step,
        SpoolWriter<TResult> spool,
        CancellationToken token)
    {
        List<TResult> results = [];
        await foreach (Spooled<TSource> source in SpoolReader.ReadAsync(_folder.Extracted, sourceJson, token).ConfigureAwait(false))
        {
            if (!_pending.Includes(source.Ordinal))
            {
                continue;
            }

            results.Clear();
            try
            {
                await foreach (TResult result in step(source.Record, context, token).WithCancellation(token).ConfigureAwait(false))
                {
                    results.Add(result);
                }

                spool.Prepare(source.IngestedAt, results);
            }
            catch (Exception exception) when (!token.IsCancellationRequested)
            {
                _pending.Fail(source.Ordinal, exception);
                _read = Math.Max(_read, source.Ordinal + 1);
                continue;
            }

            // An attempt whose time is over may still be here: what it makes must not be kept beside that of the next.
            token.ThrowIfCancellationRequested();
            await spool.AppendAsync(results.Count).ConfigureAwait(false);
            _pending.Succeed(source.Ordinal);
            _read = Math.Max(_read, source.Ordinal + 1);
            _written += results.Count;
            _filtered += results.Count == 0 ? 1 : 0;
        }

        _pending.ThrowIfAnyFailed(stage.Name);
    }

    private async Task PersistUntransformedAsync<TSource>(StageDescriptor stage, JsonTypeInfo<TSource> sourceJson, Exception? untried)
    {
        await foreach (Spooled<TSource> source in SpoolReader.ReadAsync(_folder.Extracted, sourceJson, _cancellation).ConfigureAwait(false))
        {
            if (_pending.FailureOf(source.Ordinal, untried) is { } exception)
            {
                byte[] payload = JsonSerializer.SerializeToUtf8Bytes(source.Record, sourceJson);
                await PersistAsync(stage, exception, source.Ordinal, payload, message: null).ConfigureAwait(false);
            }
        }
    }

    private static async IAsyncEnumerable<TResult> OneAsync<TSource, TResult>(
        TSource source, BatchContext batch, TransformStep<TSource, TResult> step, [EnumeratorCancellation] CancellationToken token)
        where TResult : class
    {
        if (await step(source, batch, token).ConfigureAwait(false) is { } result)
        {
            yield return result;
        }
    }

    private static async IAsyncEnumerable<TResult> OneValueAsync<TSource, TResult>(
        TSource source, BatchContext batch, TransformValueStep<TSource, TResult> step, [EnumeratorCancellation] CancellationToken token)
        where TResult : struct
    {
        if (await step(source, batch, token).ConfigureAwait(false) is { } result)
        {
            yield return result;
        }
    }
}
