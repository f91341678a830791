using System.Globalization;
using BatchGen.Testing;
using Confluent.Kafka;

namespace BatchGen.Faults.Schedules;

/// <summary>What a schedule can do.</summary>
internal enum ActionKind
{
    Produce,
    StartConsumer,
    StopConsumer,
    KillConsumer,
    FreezeConsumer,
    KillRun,
    FailRequests,
    DropConnections,
    LoseResponses,
    DelayResponses,
    Latency,
    BrokerDown,
    AllBrokersDown,
    MoveCoordinator,
    MoveLeader,
    DeadLetterTopicAway,
    FallbackAway,
    StoreLocked,
}

/// <summary>One thing that happens.</summary>
/// <param name="At">When, from the moment in which the first record was handled.</param>
/// <param name="Kind">What.</param>
internal sealed record ScheduledAction(TimeSpan At, ActionKind Kind)
{
    /// <summary>The consumer, broker or partition that it happens to.</summary>
    public int Target { get; init; }

    /// <summary>How many records or requests.</summary>
    public int Count { get; init; }

    /// <summary>How long it lasts.</summary>
    public TimeSpan Duration { get; init; }

    public KafkaApi Api { get; init; }

    public ErrorCode Error { get; init; }

    /// <summary>Whether it needs a broker that can be told to misbehave.</summary>
    public bool NeedsEmbeddedBroker => Kind is >= ActionKind.FailRequests and <= ActionKind.DeadLetterTopicAway;

    /// <summary>Whether a record that was done may come again because of it.</summary>
    public bool Disturbs => Kind is not (ActionKind.Produce or ActionKind.StoreLocked or ActionKind.FallbackAway or ActionKind.DeadLetterTopicAway or ActionKind.KillRun);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind} {Details()}").TrimEnd();

    private string Details() => Kind switch
    {
        ActionKind.Produce => $"{Count} records",
        ActionKind.StartConsumer or ActionKind.StopConsumer or ActionKind.KillConsumer => $"consumer {Target}",
        ActionKind.FreezeConsumer => $"consumer {Target} for {Duration.TotalMilliseconds} ms",
        ActionKind.FailRequests => $"{Count} {Api} with {Error}",
        ActionKind.DropConnections => $"{Count} {Api}",
        ActionKind.LoseResponses => $"{Count} {Api} of broker {Target}",
        ActionKind.DelayResponses => $"{Count} {Api} of broker {Target} by {Duration.TotalMilliseconds} ms",
        ActionKind.Latency => $"{Count} ms at broker {Target} for {Duration.TotalMilliseconds} ms",
        ActionKind.BrokerDown => $"broker {Target} for {Duration.TotalMilliseconds} ms",
        ActionKind.MoveCoordinator => $"to broker {Target}",
        ActionKind.MoveLeader => $"partition {Count} to broker {Target}",
        ActionKind.KillRun => "",
        _ => $"for {Duration.TotalMilliseconds} ms",
    };
}
