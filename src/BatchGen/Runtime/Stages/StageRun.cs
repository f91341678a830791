using System.ComponentModel;
using System.Text.Json.Serialization.Metadata;
using Confluent.Kafka;

namespace BatchGen.Runtime;

/// <summary>Reads the source.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate IAsyncEnumerable<T> ExtractStep<out T>(BatchContext batch, CancellationToken cancellationToken);

/// <summary>Turns one record into one, or null to leave it out.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate ValueTask<TResult?> TransformStep<in TSource, TResult>(TSource source, BatchContext batch, CancellationToken cancellationToken);

/// <summary>Turns one record into a value, or null to leave it out.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate ValueTask<TResult?> TransformValueStep<in TSource, TResult>(TSource source, BatchContext batch, CancellationToken cancellationToken)
    where TResult : struct;

/// <summary>Turns one record into any number of them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate IAsyncEnumerable<TResult> TransformManyStep<in TSource, out TResult>(TSource source, BatchContext batch, CancellationToken cancellationToken);

/// <summary>Publishes one record; complete when it is acknowledged.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate ValueTask PublishStep<in T>(T payload, BatchContext batch, CancellationToken cancellationToken);

/// <summary>One attempt of an extract, transform or publish stage: what the generated plan calls.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class StageRun
{
    public Task ExtractAsync<T>(StageDescriptor stage, ExtractStep<T> step, JsonTypeInfo<T> json) => throw null!;

    public Task TransformAsync<TSource, TResult>(
        StageDescriptor stage, JsonTypeInfo<TSource> sourceJson, TransformStep<TSource, TResult> step, JsonTypeInfo<TResult> resultJson)
        where TResult : class => throw null!;

    public Task TransformValueAsync<TSource, TResult>(
        StageDescriptor stage, JsonTypeInfo<TSource> sourceJson, TransformValueStep<TSource, TResult> step, JsonTypeInfo<TResult> resultJson)
        where TResult : struct => throw null!;

    public Task TransformManyAsync<TSource, TResult>(
        StageDescriptor stage, JsonTypeInfo<TSource> sourceJson, TransformManyStep<TSource, TResult> step, JsonTypeInfo<TResult> resultJson) => throw null!;

    public Task PublishAsync<T>(StageDescriptor stage, ProducerConfig config, JsonTypeInfo<T> json, PublishStep<T> step) => throw null!;
}
