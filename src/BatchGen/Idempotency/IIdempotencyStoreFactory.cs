namespace BatchGen;

/// <summary>
/// Opens the idempotency store that <c>Batch:Idempotency:Store</c> names. A package that brings a store registers one as a singleton.
/// </summary>
public interface IIdempotencyStoreFactory
{
    /// <summary>What a store's name begins with, without the colon: <c>sqlite</c>, <c>postgres</c>.</summary>
    string Scheme { get; }

    /// <summary>
    /// Opens the store; called once, when the first consumer that needs it is made. A store that is away is no error: its calls fail
    /// until it is back, and records wait for that. The store is disposed with the host.
    /// </summary>
    /// <param name="settings">The section <c>Batch:Idempotency</c>.</param>
    /// <exception cref="BatchConfigurationException">The name or another key is wrong.</exception>
    IIdempotencyStore Open(IdempotencySettings settings);
}
