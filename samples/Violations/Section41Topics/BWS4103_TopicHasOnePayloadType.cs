using BatchGen;

namespace Violations.TopicHasOnePayloadType;

[BatchJob("parcels-contract", Concurrency = 1, Owner = "parcels", Idempotency = "Upsert by record_id.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:parcels-alerts"])]
public sealed partial class ParcelsLoad
{
    private readonly Dictionary<string, Parcel> _parcels = [];

    [Load("orders.sent.v1", Attempts = 5, BackoffSeconds = 1, TimeoutSeconds = 30)]
    private void Store(Parcel parcel) => _parcels[parcel.Number] = parcel;
}

[BatchJob("parcels-copy", Concurrency = 1, Owner = "reports", Idempotency = "Upsert by record_id.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:reports-alerts"])]
public sealed partial class ParcelsReport
{
    private readonly Dictionary<string, CountedParcel> _parcels = [];

    // BWS4103: its own copy of the contract, which will not follow when "City" is renamed.
    [Load("orders.sent.v1", Attempts = 5, BackoffSeconds = 1, TimeoutSeconds = 30)]
    private void Count(CountedParcel parcel) => _parcels[parcel.Number] = parcel;
}

public sealed record Parcel([property: RecordId] string Number, string City);

public sealed record CountedParcel([property: RecordId] string Number, string City);
