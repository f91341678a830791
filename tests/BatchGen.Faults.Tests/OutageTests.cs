using System.Diagnostics;
using BatchGen.Faults.Execution;
using BatchGen.Testing;

namespace BatchGen.Faults.Tests;

public sealed class OutageTests
{
    /// <summary>When it can not, nothing is asserted: the native cluster aborts this process.</summary>
    [Fact]
    public async Task A_broker_can_go_down_while_processes_start()
    {
        const int times = 300;
        await using EmbeddedKafka kafka = await EmbeddedKafka.StartAsync(ct: TestContext.Current.CancellationToken);
        Task starting = Task.Run(() => Parallel.For(0, times, new ParallelOptions { MaxDegreeOfParallelism = 2 }, _ =>
        {
            using Process process = Forks.Start(new ProcessStartInfo("/bin/true"));
            process.WaitForExit();
        }));
        int outages = 0;
        for (; !starting.IsCompleted; outages++)
        {
            Forks.TakeDown(kafka.Faults, 1);
            kafka.Faults.BringUp(1);

            // Whoever lets a lock go and takes it again at once leaves others little chance.
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        await starting;
        Assert.True(outages > 0);
    }
}
