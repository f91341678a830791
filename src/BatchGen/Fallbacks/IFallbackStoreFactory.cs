namespace BatchGen;

/// <summary>
/// Opens the fallback stores of one scheme, as <see cref="FallbackAttribute"/> or <c>Batch:Fallback:Store</c> names them. A package that
/// brings a store registers one as a singleton.
/// </summary>
public interface IFallbackStoreFactory
{
    /// <summary>What a store's name begins with, without the colon: <c>file</c>, <c>s3</c>.</summary>
    string Scheme { get; }

    /// <summary>Opens a store; called at start, once for each job.</summary>
    /// <param name="store">The whole name, scheme included.</param>
    /// <exception cref="BatchConfigurationException">The name or another key is wrong.</exception>
    IFallbackStore Open(string store);
}
