using System.Text.Json.Serialization;

namespace BatchGen.S3.Tests.Batch;

/// <summary>What is delivered.</summary>
public sealed record Parcel([property: RecordId] string Id);

[JsonSerializable(typeof(Parcel))]
internal sealed partial class ParcelJson : JsonSerializerContext;

/// <summary>Lets a test say when a delivery fails.</summary>
public sealed class Deliveries
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Started => _started.Task;

    public void Fail() => _failed.TrySetException(new PermanentFailureException("lost"));

    public Task DeliverAsync(CancellationToken cancellationToken)
    {
        _started.TrySetResult();
        return _failed.Task.WaitAsync(cancellationToken);
    }
}

/// <summary>Its parcels are lost.</summary>
[BatchJob("parcels", Cron = "0 3 * * *", Concurrency = 1, Owner = "tests", Escalation = "tests", Idempotency = "Nothing is written.")]
[Fallback("s3://fallback/parcels", Notify = ["slack:tests"])]
public sealed partial class ParcelJob(Deliveries deliveries)
{
    public const string Topic = "parcels.moved.v1";

    [Extract(Attempts = 3, BackoffSeconds = 60, TimeoutSeconds = 600)]
    private static IEnumerable<Parcel> Fetch() => [];

    [Transform(Attempts = 2, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private static Parcel Check(Parcel parcel) => parcel;

    [Publish(Topic, Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private static partial Task PublishAsync(Parcel parcel, CancellationToken ct);

    [Load(Topic, Attempts = 5, BackoffSeconds = 1, TimeoutSeconds = 30)]
    private Task DeliverAsync(Parcel parcel, CancellationToken ct) => deliveries.DeliverAsync(ct);
}
