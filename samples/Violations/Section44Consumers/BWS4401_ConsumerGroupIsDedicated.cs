using BatchGen;

namespace Violations.ConsumerGroupIsDedicated;

[BatchJob("parcels-load", Concurrency = 1, Owner = "parcels", Idempotency = "Upsert by record_id.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:parcels-alerts"])]
public sealed partial class ParcelsLoad
{
    private readonly Dictionary<string, Parcel> _parcels = [];

    [Load("orders.packed.v1", Group = "parcels", Attempts = 5, BackoffSeconds = 1, TimeoutSeconds = 30)]
    private void Store(Parcel parcel) => _parcels[parcel.Number] = parcel;
}

[BatchJob("parcels-report", Concurrency = 1, Owner = "reports", Idempotency = "Upsert by record_id.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:reports-alerts"])]
public sealed partial class ParcelsReport
{
    private readonly Dictionary<string, Parcel> _parcels = [];

    // BWS4401: the group of the other job, so that each of them gets a part of the parcels.
    [Load("orders.packed.v1", Group = "parcels", Attempts = 5, BackoffSeconds = 1, TimeoutSeconds = 30)]
    private void Count(Parcel parcel) => _parcels[parcel.Number] = parcel;
}

public sealed record Parcel([property: RecordId] string Number, string City);
