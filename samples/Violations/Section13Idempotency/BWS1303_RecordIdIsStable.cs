using BatchGen;

namespace Violations.RecordIdIsStable;

[BatchJob("parcels-load", Concurrency = 1, Owner = "orders", Idempotency = "Upsert by record_id.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:orders-alerts"])]
public sealed partial class ParcelsLoad(IParcels parcels)
{
    [Load("orders.parcel.v1", Attempts = 5, BackoffSeconds = 1, MaxBackoffSeconds = 30, TimeoutSeconds = 30)]
    private Task StoreAsync(BatchRecord<Parcel> record, CancellationToken ct) => parcels.AddAsync(record.Payload, ct);
}

// BWS1303: a weight is no identity, and 0.1 + 0.2 kg is another one than 0.3 kg.
public sealed record Parcel([property: RecordId] double Weight, string Order);

public interface IParcels
{
    Task AddAsync(Parcel parcel, CancellationToken ct);
}
