namespace BatchGen;

/// <summary>
/// What the process says to its caller, after sysexits. An orchestrator does not try again after 64, 65, 66, 77 and 78; anything else
/// but 0 is worth another attempt.
/// </summary>
public static class ExitCodes
{
    /// <summary>Everything came through.</summary>
    public const int Done = 0;

    /// <summary>The command line is wrong: unknown command, job, stage or option.</summary>
    public const int Usage = 64;

    /// <summary>The data is wrong, or a stage failed with a <see cref="PermanentFailureException"/>.</summary>
    public const int DataError = 65;

    /// <summary>The input is missing, for example the spool of the stage before.</summary>
    public const int NoInput = 66;

    /// <summary>BatchGen itself failed.</summary>
    public const int Software = 70;

    /// <summary>Attempts are used up, or records are in the fallback store.</summary>
    public const int TemporaryFailure = 75;

    /// <summary>Something may not be read or written.</summary>
    public const int NoPermission = 77;

    /// <summary>The configuration is wrong.</summary>
    public const int Configuration = 78;

    /// <summary>The process was asked to stop before it was done.</summary>
    public const int Interrupted = 130;

    /// <summary>The code for a failure.</summary>
    internal static int Of(Exception exception) => exception switch
    {
        Hosting.UsageException => Usage,
        BatchConfigurationException => Configuration,
        Runtime.MissingSpoolException => NoInput,
        PermanentFailureException or Runtime.RecordsFailedException { IsPermanent: true } => DataError,
        UnauthorizedAccessException => NoPermission,
        OperationCanceledException => Interrupted,
        _ => TemporaryFailure,
    };
}
