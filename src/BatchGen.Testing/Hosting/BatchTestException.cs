namespace BatchGen.Testing;

/// <summary>A job did not do within the time what a test waited for; the message says what it did instead.</summary>
public sealed class BatchTestException : Exception
{
    /// <summary>Without a message.</summary>
    public BatchTestException()
    {
    }

    /// <summary>With a message.</summary>
    /// <param name="message">What was waited for and what came instead.</param>
    public BatchTestException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    /// <param name="message">What was waited for and what came instead.</param>
    /// <param name="innerException">The cause.</param>
    public BatchTestException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
