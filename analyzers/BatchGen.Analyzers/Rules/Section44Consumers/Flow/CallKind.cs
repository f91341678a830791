namespace BatchGen.Analyzers.Rules.Section44Consumers.Flow;

/// <summary>What a call does to the records that are given to it.</summary>
internal enum CallKind
{
    /// <summary>Processes them, as far as this body can see.</summary>
    Processes,

    /// <summary><c>IConsumer.Commit</c>.</summary>
    Commits,

    /// <summary><c>IConsumer.StoreOffset</c>: the offset is committed later.</summary>
    Stores,

    /// <summary><c>IConsumer.Consume</c>.</summary>
    Consumes,

    /// <summary>Another method of the consumer.</summary>
    ControlsConsumer,

    /// <summary>Writes about them: a logger, a metric, a trace.</summary>
    Logs,

    /// <summary>Prints them, or gives them back in another form: processing may still come.</summary>
    Transforms,

    /// <summary>Reads from a collection or value without doing anything: <c>ToString</c>, LINQ, an enumerator.</summary>
    Reads,

    /// <summary>Puts them into a collection.</summary>
    Collects,

    /// <summary>Empties a collection.</summary>
    Clears,

    /// <summary>Hands them to other code that will process them some time: a channel, a queue.</summary>
    HandsOver,

    /// <summary>Combines or waits for tasks.</summary>
    AwaitsTasks,

    /// <summary>Passes tasks on without waiting.</summary>
    PassesTasks,

    /// <summary>Starts work that nobody can await.</summary>
    Forgets,
}
