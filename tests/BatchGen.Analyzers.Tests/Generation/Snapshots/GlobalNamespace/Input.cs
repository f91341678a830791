using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using BatchGen;

[BatchJob("numbers", Cron = "*/5 * * * *", Concurrency = 1, Owner = "math", Idempotency = "Upserts \"all\" of C:\\numbers & <more>; this note is long on purpose, so that it does not fit on one line of the generated file and has to be broken.")]
[Fallback("file:///var/lib/batch/fallback/of/the/numbers/which/have/a/long/way", Notify = ["slack:math-alerts", "pagerduty:math", "mailto:math@example.org"])]
public sealed partial record Numbers
{
    [Extract(Attempts = 3, BackoffSeconds = 60, TimeoutSeconds = 600)]
    private static Task<IReadOnlyList<int>> CountAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<int>>([1, 2, 3]);

    [Transform(Attempts = 2, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private static async Task<Number?> SquareAsync(int batch, CancellationToken ct)
    {
        await Task.Delay(0, ct);
        return new(batch, batch * batch);
    }

    [Publish("math.number.v1", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60)]
    public partial Task PublishAsync(BatchContext context, CancellationToken cancellationToken, Number @event);
}

public sealed record Number([property: RecordId] int Value, int Square);
