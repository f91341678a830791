using BatchGen.Fallbacks;

namespace BatchGen.Runtime;

/// <summary>Why a record could not be handled; it travels with the record to the dead-letter topic or the fallback store.</summary>
public sealed class RecordFailure
{
    private RecordFailure(string kind, int attempts, string? exceptionType, string message)
    {
        Kind = kind;
        Attempts = attempts;
        ExceptionType = exceptionType;
        Message = FailureText.Cut(message);
    }

    /// <summary>
    /// <c>unreadable</c>: the envelope could not be opened; <c>permanent</c>: a <see cref="PermanentFailureException"/>;
    /// <c>timeout</c>: the last attempt took too long; <c>exhausted</c>: the last attempt threw; <c>crash</c>: processes died with it in hand.
    /// </summary>
    public string Kind { get; }

    /// <summary>How often the record was attempted; 0 when it was unreadable, and for <c>crash</c> how many processes have died.</summary>
    public int Attempts { get; }

    /// <summary>The full name of the exception's type, or null.</summary>
    public string? ExceptionType { get; }

    /// <summary>What happened, cut to 1,000 characters.</summary>
    public string Message { get; }

    /// <summary>The batch, once the envelope was read.</summary>
    internal Guid? BatchId { get; init; }

    /// <summary>The record, once the envelope was read.</summary>
    internal string? RecordId { get; init; }

    internal static RecordFailure Unreadable(string reason) => new("unreadable", attempts: 0, exceptionType: null, reason);

    internal static RecordFailure Crashed(int deaths) =>
        new("crash", deaths, exceptionType: null, $"{deaths} processes ended while they had this record, and no other of its partition, in hand");

    internal static RecordFailure Of(Exception exception, int attempts, Guid batchId, string? recordId) =>
        new(FailureText.KindOf(exception), attempts, exception.GetType().FullName, exception.Message) { BatchId = batchId, RecordId = recordId };
}
