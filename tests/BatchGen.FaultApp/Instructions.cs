namespace BatchGen.FaultApp;

/// <summary>What a handler can be told to do.</summary>
public static class Instructions
{
    /// <summary>Has its effect and returns.</summary>
    public const string Ok = "ok";

    /// <summary>Throws so many times, then has its effect.</summary>
    public const string Throw = "throw";

    /// <summary>Throws always.</summary>
    public const string Poison = "poison";

    /// <summary>Throws a permanent failure, always.</summary>
    public const string Permanent = "permanent";

    /// <summary>Never returns, whatever its token says; so many times, or always when it is no times.</summary>
    public const string Hang = "hang";

    /// <summary>Kills its process before the effect, so many times.</summary>
    public const string KillBefore = "kill-before";

    /// <summary>Kills its process between the effect and the return, so many times.</summary>
    public const string KillAfter = "kill-after";

    /// <summary>Kills its process while the record is extracted, so many times (a run only).</summary>
    public const string KillInExtract = "kill-in-extract";

    /// <summary>Kills its process while the record is transformed, so many times (a run only).</summary>
    public const string KillInTransform = "kill-in-transform";
}
