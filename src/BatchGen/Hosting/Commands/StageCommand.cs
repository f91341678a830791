using BatchGen.Hosting.Reports;
using BatchGen.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace BatchGen.Hosting.Commands;

/// <summary>The arguments of <c>stage</c>.</summary>
internal sealed record StageArguments(string Job, string Stage, string BatchId, string Folder)
{
    /// <summary>Which of the orchestrator's attempts it is, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary><c>JOB/BATCH_ID</c>, or null.</summary>
    public string? Compensates { get; init; }

    /// <summary>Of <c>fallback</c>: the stage that failed.</summary>
    public string? FailedStage { get; init; }

    /// <summary>Of <c>fallback</c>: why.</summary>
    public string? Reason { get; init; }

    public bool IgnoreInput { get; init; }

    public bool Json { get; init; }
}

/// <summary><c>stage JOB STAGE</c>: one attempt of one stage, for an outside orchestrator; see docs/stage-contract.md.</summary>
internal sealed class StageCommand(StageArguments arguments) : ICommand
{
    public async Task<int> RunAsync(IServiceProvider services, CancellationToken stopping)
    {
        JobPlan plan = services.GetRequiredService<JobCatalog>().Find(arguments.Job);
        RunCommandChecks.RequireRun(plan);
        StageRequest request = new(BatchIdText.Parse(arguments.BatchId), arguments.Folder)
        {
            Attempt = arguments.Attempt,
            Compensates = arguments.Compensates is { } text ? BatchIdText.ParseCompensated(text, plan.Descriptor.Name) : null,
        };
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        if (!arguments.IgnoreInput)
        {
            EndWithInput(ending);
        }

        await using Progress progress = new(services.GetRequiredService<TimeProvider>());
        StageResult result = await RunAsync(services.GetRequiredService<JobRunner>(), plan, request, ending.Token).ConfigureAwait(false);
        StageReport.Write(result, arguments.Json);
        return ExitCodes.Done;
    }

    private Task<StageResult> RunAsync(JobRunner runner, JobPlan plan, StageRequest request, CancellationToken cancellationToken) => arguments.Stage switch
    {
        JobRunner.NotifyStage => runner.NotifyAsync(plan, request, cancellationToken),
        StageRun.FallbackStage => runner.FallBackAsync(plan, KindOf(arguments.FailedStage!), arguments.Reason!, request, cancellationToken),
        _ => runner.RunStageAsync(plan, KindOf(arguments.Stage), request, cancellationToken),
    };

    private static StageKind KindOf(string stage) => Enum.Parse<StageKind>(stage, ignoreCase: true);

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
