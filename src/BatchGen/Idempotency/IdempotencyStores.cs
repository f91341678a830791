using BatchGen.Configuration;
using BatchGen.Runtime;

namespace BatchGen.Idempotency;

/// <summary>
/// The idempotency store of the process: the one that the application registered, or the one that the configuration names, opened once
/// and disposed with the host.
/// </summary>
internal sealed class IdempotencyStores(BatchOptions options, IEnumerable<IIdempotencyStoreFactory> factories, IIdempotencyStore? registered = null)
    : IDisposable, IAsyncDisposable
{
    private const string None = "none";

    private readonly Lock _gate = new();
    private IIdempotencyStore? _opened;

    /// <summary>The store for a stage with <c>Deduplicate</c>.</summary>
    /// <exception cref="BatchConfigurationException">There is none, or it cannot do what the stage's handler needs.</exception>
    public IIdempotencyStore For(JobDescriptor job, StageDescriptor stage)
    {
        IIdempotencyStore store = registered ?? Open(job);
        if (stage.Transaction is not { } wanted)
        {
            return store;
        }

        string handler = $"'{stage.Method}' of job '{job.Name}' takes part in the store's transaction by its {wanted.Name}";
        return store switch
        {
            ITransactionalIdempotencyStore transactional when wanted.IsAssignableFrom(transactional.TransactionType) => store,
            ITransactionalIdempotencyStore transactional => throw Wrong(
                $"{handler}, but the transactions of {store.Location} are of type {transactional.TransactionType.Name}. "
                + $"Take that, or a {nameof(System.Data.Common.DbTransaction)}, or name a store whose transactions are of the type."),
            _ => throw Wrong($"{handler}, but {store.Location} offers none. Write sqlite:PATH or postgres:, or leave the parameter out."),
        };
    }

    public void Dispose()
    {
        switch (Interlocked.Exchange(ref _opened, null))
        {
            case IDisposable disposable:
                disposable.Dispose();
                break;
            case IAsyncDisposable disposable:
                disposable.DisposeAsync().AsTask().GetAwaiter().GetResult();
                break;
        }
    }

    public async ValueTask DisposeAsync()
    {
        switch (Interlocked.Exchange(ref _opened, null))
        {
            case IAsyncDisposable disposable:
                await disposable.DisposeAsync().ConfigureAwait(false);
                break;
            case IDisposable disposable:
                disposable.Dispose();
                break;
        }
    }

    private IIdempotencyStore Open(JobDescriptor job)
    {
        lock (_gate)
        {
            return _opened ??= Open(job, options.Idempotency);
        }
    }

    private IIdempotencyStore Open(JobDescriptor job, IdempotencySettings settings)
    {
        string scheme = settings.Store.Split(':', 2)[0];
        return factories.LastOrDefault(factory => string.Equals(factory.Scheme, scheme, StringComparison.OrdinalIgnoreCase))?.Open(settings)
            ?? throw Wrong($"job '{job.Name}' has a [Load] with Deduplicate = true, and this key is '{scheme}'; {Advice(scheme)}");
    }

    private static string Advice(string scheme) => scheme.ToUpperInvariant() switch
    {
        "NONE" => "write sqlite:PATH or postgres:, or leave Deduplicate out and say in the job's Idempotency why a record may be handled twice.",
        "POSTGRES" => "reference the package BatchGen.PostgreSql and call services.AddPostgreSqlIdempotency().",
        _ => $"write sqlite:PATH, or postgres: with {IdempotencySettings.ConnectionStringKey}, or {None} where no stage deduplicates.",
    };

    private static BatchConfigurationException Wrong(string problem) => new(IdempotencySettings.StoreKey, problem);
}
