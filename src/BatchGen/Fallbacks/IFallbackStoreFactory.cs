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
    /// <exception cref="BatchConfigurationException">
    /// Another key is wrong; or the name is, then with the key <c>Batch:Fallback:Store</c> and what to write instead: the caller adds the name
    /// and the job that has it.
    /// </exception>
    IFallbackStore Open(string store);
}
