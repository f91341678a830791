namespace BatchGen;

/// <summary>The configuration is wrong: which key, what was found, and what to write. Thrown at start, never at the first record.</summary>
/// <param name="key">The full key, for example <c>Batch:Kafka:BootstrapServers</c>.</param>
/// <param name="problem">What is wrong and what to write instead. Never the value of a secret.</param>
public sealed class BatchConfigurationException(string key, string problem) : Exception($"{key}: {problem}")
{
    /// <summary>The full key.</summary>
    public string Key { get; } = key;

    /// <summary>The message without the key.</summary>
    public string Problem { get; } = problem;
}
