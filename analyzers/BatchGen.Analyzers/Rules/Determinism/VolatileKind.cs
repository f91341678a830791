namespace BatchGen.Analyzers.Rules.Determinism;

/// <summary>Why a value is another one in the next run.</summary>
internal enum VolatileKind
{
    /// <summary>The current time, whatever clock it is read from.</summary>
    Time,

    /// <summary>Time that has passed, as a stopwatch counts it.</summary>
    Duration,

    /// <summary>A random value.</summary>
    Random,

    /// <summary>An identifier that is made up on the spot.</summary>
    Identifier,

    /// <summary>A hash code: those of strings, and all that are made of them, are seeded anew in each process.</summary>
    HashCode,

    /// <summary>The machine, process, user, folder or settings that the code happens to run with.</summary>
    Environment,

    /// <summary>How often something was counted before, which depends on what else ran and in which order.</summary>
    Counter,
}
