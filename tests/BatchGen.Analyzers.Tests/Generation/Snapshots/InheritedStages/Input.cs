using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using BatchGen;

namespace Zoo.Batch;

public abstract class Import<T>
    where T : class
{
    [Extract(Attempts = 3, BackoffSeconds = 60, TimeoutSeconds = 600)]
    protected abstract IAsyncEnumerable<T> ReadAsync(CancellationToken ct);

    [Transform(Attempts = 2, BackoffSeconds = 30, TimeoutSeconds = 60)]
    protected static T? Keep(T source) => source;
}

[BatchJob("zoo-animals", Cron = "0 2 * * *", Concurrency = 1, Owner = "zoo", Idempotency = "Upserts.")]
public sealed partial class ZooAnimals : Import<Animal>
{
    protected override IAsyncEnumerable<Animal> ReadAsync(CancellationToken ct) => Records(ct);

    private partial Task PublishAsync(Animal animal, CancellationToken ct);
}

[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:zoo"])]
partial class ZooAnimals
{
    [Publish("zoo.animal.v1", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private partial Task PublishAnimalAsync(Animal animal, CancellationToken ct);

    private partial Task PublishAsync(Animal animal, CancellationToken ct) => PublishAnimalAsync(animal, ct);

    private static async IAsyncEnumerable<Animal> Records([EnumeratorCancellation] CancellationToken ct)
    {
        await Task.Delay(0, ct);
        yield return new("ape");
    }
}

public sealed record Animal([property: RecordId] string Name);
