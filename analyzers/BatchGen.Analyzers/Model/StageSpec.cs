namespace BatchGen.Analyzers.Model;

/// <summary>One stage attribute and the method that it stands on.</summary>
internal sealed record StageSpec
{
    public required StageKind Kind { get; init; }

    public required MethodSpec Method { get; init; }

    /// <summary>The first paragraph of the method's doc comment as plain text, or null.</summary>
    public string? Summary { get; init; }

    /// <summary>Whether the attribute does not compile: what it does not state is then left to the compiler.</summary>
    public bool IsUnresolved { get; init; }

    public int? Attempts { get; init; }

    public int? BackoffSeconds { get; init; }

    public int? MaxBackoffSeconds { get; init; }

    public int? TimeoutSeconds { get; init; }

    /// <summary>The topic of a publish or load stage; null when it is no string.</summary>
    public string? Topic { get; init; }

    /// <summary>What a publish or load stage writes or reads; null for other stages and where the method has no such parameter.</summary>
    public PayloadSpec? Payload { get; init; }

    /// <summary>The reason of <c>[DynamicTasks]</c> on the method, or null.</summary>
    public string? DynamicTasks { get; init; }

    public CompressionSpec? CompressionType { get; init; }

    public int? LingerMs { get; init; }

    public string? Group { get; init; }

    public int? MaxConcurrency { get; init; }

    public OrderingSpec? Ordering { get; init; }

    /// <summary>The dead-letter topic, or null when it is not stated or stated as null.</summary>
    public string? DeadLetterTopic { get; init; }

    /// <summary>Whether the attribute names <c>DeadLetterTopic</c>, be it as null or empty.</summary>
    public bool StatesDeadLetterTopic { get; init; }

    public bool Deduplicate { get; init; }

    public bool Transactional { get; init; }

    public int? BatchSize { get; init; }

    public int? BatchWaitMs { get; init; }

    /// <summary>How messages call the stage: <c>[Load] method 'LoadAsync'</c>.</summary>
    public string DisplayName => $"[{Kind}] method '{Method.Name}'";

    /// <summary>The longest wait between attempts: stated, or what the standard allows at most for the stage.</summary>
    public int EffectiveMaxBackoffSeconds => MaxBackoffSeconds ?? Kind switch
    {
        StageKind.Transform => 60,
        StageKind.Load => Math.Max(30, BackoffSeconds ?? 0),
        _ => 300,
    };

    /// <summary>The dead-letter topic: stated, or the topic and <c>.dlq</c>. An empty one is none stated: it cannot be switched off (BWS4407).</summary>
    public string EffectiveDeadLetterTopic => string.IsNullOrWhiteSpace(DeadLetterTopic) ? $"{Topic}.dlq" : DeadLetterTopic!;
}
