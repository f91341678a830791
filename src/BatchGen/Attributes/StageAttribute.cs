namespace BatchGen;

/// <summary>
/// What every stage declares (standard 3.2): how often it is attempted, how long to wait in between, and when an attempt has hung.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public abstract class StageAttribute : Attribute
{
    private protected StageAttribute()
    {
    }

    /// <summary>How often the stage is attempted in all, the first time included. No default: the stage states it.</summary>
    public int Attempts { get; set; }

    /// <summary>The wait before the second attempt, in seconds; it doubles for each further one. No default: the stage states it.</summary>
    public int BackoffSeconds { get; set; }

    /// <summary>The longest wait between two attempts, in seconds. Default: what the standard allows at most for the stage.</summary>
    public int MaxBackoffSeconds { get; set; }

    /// <summary>How long one attempt may take, in seconds, before it counts as failed. No default: the stage states it.</summary>
    public int TimeoutSeconds { get; set; }
}
