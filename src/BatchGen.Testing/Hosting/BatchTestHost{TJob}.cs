using System.Diagnostics.CodeAnalysis;
using BatchGen.Runtime;
using Confluent.Kafka;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BatchGen.Testing;

/// <summary>
/// One job on an <see cref="EmbeddedKafka"/>: its consumers run until the host is disposed, its run is made when a test asks for it.
/// Counts are since the start of the host; waits end with a <see cref="BatchTestException"/> that says what came instead.
/// </summary>
/// <typeparam name="TJob">The <c>[BatchJob]</c> class.</typeparam>
public sealed partial class BatchTestHost<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TJob> : IAsyncDisposable
    where TJob : class, IBatchJob
{
    private readonly EmbeddedKafka _kafka;
    private readonly BatchTestHostOptions _options;
    private readonly string _folder = Directory.CreateTempSubdirectory("batchgen-test-").FullName;
    private readonly ServiceProvider _services;
    private readonly JobPlan _plan;
    private IReadOnlyList<LoadConsumer> _consumers = [];

    internal BatchTestHost(EmbeddedKafka kafka, Action<IServiceCollection>? configure, BatchTestHostOptions options)
    {
        options.Validate();
        _kafka = kafka;
        _options = options;
        ServiceCollection services = new();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(Settings()).Build());
        configure?.Invoke(services);
        services.AddBatchJob<TJob>();
        _services = services.BuildServiceProvider();
        _services.GetRequiredService<KafkaConnection>().Use(kafka);
        _plan = TJob.CreatePlan(_services);
    }

    /// <summary>The job's services, those that the test registered among them.</summary>
    public IServiceProvider Services => _services;

    /// <summary>What the job declares.</summary>
    internal JobPlan Plan => _plan;

    /// <summary>The folder of the fallback store, unless the settings name another.</summary>
    public string FallbackFolder => Path.Combine(_folder, "fallback");

    /// <summary>Publishes one record as the job's publish stage does: to its topic, in its envelope, with its key, acknowledged.</summary>
    /// <typeparam name="T">The payload that the job publishes.</typeparam>
    /// <param name="payload">The record.</param>
    /// <param name="batchId">The batch; null for a new one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">The job publishes another type.</exception>
    /// <exception cref="InvalidOperationException">The job has no publish stage, or the record could not be published.</exception>
    public Task PublishAsync<T>(T payload, Guid? batchId = null, CancellationToken cancellationToken = default)
        where T : notnull => PublishAllAsync([payload], batchId, cancellationToken);

    /// <summary>Publishes records of one batch, see <see cref="PublishAsync{T}(T, Guid?, CancellationToken)"/>.</summary>
    /// <typeparam name="T">The payload that the job publishes.</typeparam>
    /// <param name="payloads">The records.</param>
    /// <param name="batchId">The batch; null for a new one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task PublishAllAsync<T>(IEnumerable<T> payloads, Guid? batchId = null, CancellationToken cancellationToken = default)
        where T : notnull
    {
        RunRequest request = new(batchId ?? NewBatch(), _options.BackoffScale);
        StageResult result = await _services.GetRequiredService<JobRunner>()
            .PublishAsync(_plan, request, [.. payloads], cancellationToken).ConfigureAwait(false);
        if (result.Outcome != "completed")
        {
            throw new InvalidOperationException($"{result.RecordsInFallback} records could not be published: {result.Error}");
        }
    }

    /// <summary>Runs the job's extract, transform and publish stages once.</summary>
    /// <param name="batchId">The batch; null for a new one.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    public async Task<BatchTestRun> RunAsync(Guid? batchId = null, CancellationToken cancellationToken = default)
    {
        RunRequest request = new(batchId ?? NewBatch(), _options.BackoffScale);
        return BatchTestRun.Of(
            request.BatchId,
            await _services.GetRequiredService<JobRunner>().RunAsync(_plan, request, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Stops the consumers as a stop of the process does: what is in hand finishes and is committed.</summary>
    public Task StopAsync() => Task.WhenAll(_consumers.Select(static consumer => consumer.StopAsync()));

    /// <summary>Stops the consumers and removes the temporary folder.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (LoadConsumer consumer in _consumers)
        {
            await consumer.DisposeAsync().ConfigureAwait(false);
        }

        await _services.DisposeAsync().ConfigureAwait(false);
        Directory.Delete(_folder, recursive: true);
    }

    internal async Task StartAsync(CancellationToken cancellationToken)
    {
        CreateTopics();
        _consumers = _services.GetRequiredService<LoadConsumers>().Create(_plan, _options.BackoffScale);
        foreach (LoadConsumer consumer in _consumers)
        {
            consumer.Start();
        }

        await Task.WhenAll(_consumers.Select(static consumer => consumer.Ready)).WaitAsync(_options.Timeout, cancellationToken).ConfigureAwait(false);
    }

    private void CreateTopics()
    {
        IEnumerable<string> topics = _plan.Descriptor.Stages
            .SelectMany(static stage => new[] { stage.Topic, stage.DeadLetterTopic }).OfType<string>().Distinct(StringComparer.Ordinal);
        foreach (string topic in topics)
        {
            try
            {
                _kafka.CreateTopic(topic);
            }
            catch (KafkaException exception) when (exception.Error.Code == ErrorCode.TopicAlreadyExists)
            {
                // The test made it, with as many partitions as it wants.
            }
        }
    }

    private Dictionary<string, string?> Settings()
    {
        Dictionary<string, string?> settings = new(StringComparer.OrdinalIgnoreCase)
        {
            ["Batch:Environment"] = "test",
            ["Batch:Fallback:Store"] = $"file:{FallbackFolder}",
            ["Batch:Idempotency:Store"] = $"sqlite:{Path.Combine(_folder, "idempotency.db")}",
            ["Batch:SpoolDirectory"] = Path.Combine(_folder, "spool"),
            ["Batch:Consumer:CommitIntervalMs"] = "50",
        };
        foreach ((string key, string? value) in _options.Settings)
        {
            settings[key] = value;
        }

        return settings;
    }

    private Guid NewBatch() => Guid.CreateVersion7(_services.GetRequiredService<TimeProvider>().GetUtcNow());
}
