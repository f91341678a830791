namespace BatchGen.Faults.Execution;

/// <summary>The run of a job with all stages: started again with the same batch until it ends by itself.</summary>
internal sealed class Runs(World world) : IAsyncDisposable
{
    private const int MaxRuns = 60;
    private static readonly TimeSpan RunLimit = TimeSpan.FromSeconds(120);

    private readonly Lock _gate = new();
    private readonly List<string> _surprises = [];
    private ChildProcess? _current;
    private Task _running = Task.CompletedTask;
    private bool _isOver;
    private bool _isKilled;

    public int Killed { get; private set; }

    public IReadOnlyList<string> Surprises => _surprises;

    public void Start()
    {
        if (world.Schedule.Variant.IsRun)
        {
            File.WriteAllLines(
                FaultApp.FaultSettings.SourceOf(world.Folder),
                world.Schedule.Records.Select(record => System.Text.Json.JsonSerializer.Serialize(record.Content, FaultApp.FaultJson.Default.FaultRecord)));
            _running = RunAsync();
        }
    }

    /// <summary>Kills the run, if one is under way.</summary>
    public void Kill()
    {
        lock (_gate)
        {
            if (_current is { HasExited: false })
            {
                _isKilled = true;
                Killed++;
                world.Timeline.Add($"kill {_current.Name}");
                _current.Send(ChildProcess.Signal.Kill);
            }
        }
    }

    /// <summary>Waits until a run has ended by itself.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        if (await Task.WhenAny(_running, Task.Delay(RunLimit, cancellationToken)) != _running)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ScheduleException($"no run has ended by itself within {RunLimit.TotalSeconds} s");
        }

        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isOver = true;
            _current?.Send(ChildProcess.Signal.Kill);
        }

        try
        {
            await _running;
        }
        catch (ScheduleException)
        {
            // FinishAsync has said it.
        }
    }

    private async Task RunAsync()
    {
        for (int i = 0; i < MaxRuns; i++)
        {
            ChildProcess run;
            lock (_gate)
            {
                if (_isOver)
                {
                    return;
                }

                _isKilled = false;
                run = _current = world.Start("run", "run", world.Schedule.Variant.Job, "--batch-id", world.Schedule.BatchId.ToString());
            }

            await run.WaitAsync();
            lock (_gate)
            {
                int code = run.ExitCode;
                world.Timeline.Add($"{run.Name} ended with {code}");
                _current = null;
                run.Dispose();
                if (code == 0)
                {
                    return;
                }

                Killed += code == ChildProcess.Killed && !_isKilled ? 1 : 0;
                if (code != ChildProcess.Killed)
                {
                    _surprises.Add($"{run.Name} ended with exit code {code}");
                }
            }
        }

        throw new ScheduleException($"none of {MaxRuns} runs has ended by itself");
    }
}
