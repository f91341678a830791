namespace BatchGen;

/// <summary>
/// Thrown by a stage for what cannot succeed by trying again: the record goes to the dead-letter topic, or the stage ends, without
/// further attempts (standard 4.4).
/// </summary>
public class PermanentFailureException : Exception
{
    /// <summary>A permanent failure without a message of its own.</summary>
    public PermanentFailureException()
        : base("The failure is permanent: another attempt cannot succeed.")
    {
    }

    /// <summary>A permanent failure.</summary>
    /// <param name="message">What is wrong, for the person who reads the dead letter. No secrets: it is written to its headers.</param>
    public PermanentFailureException(string message)
        : base(message)
    {
    }

    /// <summary>A permanent failure with its cause.</summary>
    /// <param name="message">What is wrong, for the person who reads the dead letter. No secrets: it is written to its headers.</param>
    /// <param name="innerException">The cause.</param>
    public PermanentFailureException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
