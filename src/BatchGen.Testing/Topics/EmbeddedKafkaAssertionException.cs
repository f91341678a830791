namespace BatchGen.Testing;

/// <summary>A topic of the embedded broker does not hold what a test expected of it.</summary>
public sealed class EmbeddedKafkaAssertionException : Exception
{
    /// <summary>Without a message.</summary>
    public EmbeddedKafkaAssertionException()
    {
    }

    /// <summary>With a message.</summary>
    /// <param name="message">What was expected and what is there.</param>
    public EmbeddedKafkaAssertionException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    /// <param name="message">What was expected and what is there.</param>
    /// <param name="innerException">The cause.</param>
    public EmbeddedKafkaAssertionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
