using BatchGen.Hosting.Reports;
using BatchGen.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace BatchGen.Hosting.Commands;

/// <summary><c>stage JOB STAGE</c>: one attempt of one stage, for an outside orchestrator.</summary>
internal sealed class StageCommand(string job, StageKind stage, string batchId, string folder, bool ignoreInput, bool json) : ICommand
{
    public async Task<int> RunAsync(IServiceProvider services, CancellationToken stopping)
    {
        JobPlan plan = services.GetRequiredService<JobCatalog>().Find(job);
        RunCommandChecks.RequireRun(plan);
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        if (!ignoreInput)
        {
            EndWithInput(ending);
        }

        await using Progress progress = new(services.GetRequiredService<TimeProvider>());
        StageResult result = await services.GetRequiredService<JobRunner>()
            .RunStageAsync(plan, stage, BatchIdText.Parse(batchId), folder, ending.Token).ConfigureAwait(false);
        StageReport.Write(result, json);
        return ExitCodes.Done;
    }

    /// <summary>
    /// An orchestrator that dies cannot stop its child, but its end of the pipe closes. A thread of its own, because reading
    /// standard input cannot be cancelled.
    /// </summary>
    private static void EndWithInput(CancellationTokenSource ending)
    {
        Thread reader = new(() =>
        {
            Stream input = Console.OpenStandardInput();
            Span<byte> ignored = stackalloc byte[256];
            try
            {
                while (input.Read(ignored) > 0)
                {
                }
            }
            catch (IOException)
            {
                // A broken pipe is as good as a closed one.
            }

            try
            {
                Console.Error.WriteLine("Standard input has closed: the stage ends (--ignore-stdin keeps it going).");
                ending.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // The stage was done first.
            }
        })
        {
            IsBackground = true,
            Name = "standard input",
        };
        reader.Start();
    }
}
