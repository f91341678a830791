using BatchGen.Configuration;
using BatchGen.Health;
using BatchGen.Notifications;
using Microsoft.Extensions.Logging;

namespace BatchGen.Runtime;

/// <summary>What the workers and the poll thread of one load stage share; immutable.</summary>
internal sealed record LoadServices(
    JobDescriptor Job,
    StageDescriptor Stage,
    ConsumerOptions Options,
    PipelineSettings Pipeline,
    ConsumerStatistics Statistics,
    DeadLetterWriter DeadLetters,
    IFallbackStore Fallback,
    IAlerts Alerts,
    IIdempotencyStore? Idempotency,
    PublishTarget? Publish,
    Func<OffsetTransactions>? Transactions,
    ILogger Logger)
{
    /// <summary>The consumer's signs of life.</summary>
    public ConsumerVitals Vitals { get; } = new(Pipeline.TimeProvider);

    /// <summary>Told of batches with records that cannot be handled; null where nobody makes them good.</summary>
    public Compensations? Compensations { get; init; }

    /// <summary>Stands around each call of a handler, in a conformance test; null everywhere else.</summary>
    public HandlerTrial? Trial { get; init; }

    public TimeProvider Time => Pipeline.TimeProvider;
}
