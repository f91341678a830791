using System.Collections.Concurrent;
using System.Diagnostics;

namespace BatchGen.Faults.Execution;

/// <summary>
/// The consumer processes of a schedule, each in a place of its own that is started, stopped and killed. Who dies by the hand of a record
/// is started again, as an orchestrator does.
/// </summary>
internal sealed class Consumers(World world) : IAsyncDisposable
{
    /// <summary>An orderly end of a consumer that has put records into the fallback store.</summary>
    private const int HasFallback = ExitCodes.TemporaryFailure;

    private const int EndedBySignal = 143;

    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly Dictionary<int, Place> _places = [];
    private readonly ConcurrentBag<Task> _watches = [];
    private readonly List<string> _surprises = [];
    private bool _isOver;

    /// <summary>How many processes were killed from outside.</summary>
    public int Killed { get; private set; }

    /// <summary>How many killed themselves.</summary>
    public int SelfKilled { get; private set; }

    /// <summary>Processes that ended in a way that nothing in the schedule explains.</summary>
    public IReadOnlyList<string> Surprises
    {
        get
        {
            lock (_gate)
            {
                return [.. _surprises];
            }
        }
    }

    /// <summary>How long graceful stops took.</summary>
    public ConcurrentBag<TimeSpan> StopTimes { get; } = [];

    public void Start(int place)
    {
        lock (_gate)
        {
            if (_isOver || (_places.TryGetValue(place, out Place? there) && there.IsWanted))
            {
                return;
            }

            ChildProcess child = world.Start($"consumer{place}", "consume", world.Schedule.Variant.Job);
            Place taken = new(child) { IsWanted = true };
            _places[place] = taken;
            _watches.Add(WatchAsync(place, taken));
        }
    }

    public void Kill(int place)
    {
        lock (_gate)
        {
            if (_places.TryGetValue(place, out Place? there) && !there.Child.HasExited)
            {
                there.IsWanted = false;
                there.IsKilled = true;
                Killed++;
                world.Timeline.Add($"kill {there.Child.Name}");
                there.Child.Send(ChildProcess.Signal.Kill);
            }
        }
    }

    /// <summary>Asks to stop; the process ends when it has finished what it has in hand.</summary>
    public void Stop(int place)
    {
        lock (_gate)
        {
            if (_places.TryGetValue(place, out Place? there) && there.IsWanted)
            {
                there.IsWanted = false;
                there.StoppedAt = Stopwatch.GetTimestamp();
                world.Timeline.Add($"stop {there.Child.Name}");
                there.Child.Send(ChildProcess.Signal.Continue);
                there.Child.Send(ChildProcess.Signal.Terminate);
            }
        }
    }

    public async Task FreezeAsync(int place, TimeSpan time)
    {
        ChildProcess? child;
        lock (_gate)
        {
            child = _places.TryGetValue(place, out Place? there) && there.IsWanted ? there.Child : null;
            child?.Send(ChildProcess.Signal.Stop);
        }

        if (child is not null)
        {
            world.Timeline.Add($"freeze {child.Name}");
            await Task.Delay(time);
            child.Send(ChildProcess.Signal.Continue);
            world.Timeline.Add($"{child.Name} goes on");
        }
    }

    /// <summary>The most memory that any process that runs now has had, in bytes.</summary>
    public long PeakMemory()
    {
        lock (_gate)
        {
            return _places.Values.Max(place => place.Child.PeakMemory);
        }
    }

    /// <summary>Asks all to stop and waits for their ends.</summary>
    /// <returns>The names of those that ended in order.</returns>
    public async Task<IReadOnlyList<string>> StopAllAsync()
    {
        List<Place> running;
        lock (_gate)
        {
            running = [.. _places.Where(place => place.Value.IsWanted).Select(place => place.Value)];
            foreach (int place in _places.Keys)
            {
                Stop(place);
            }
        }

        foreach (Place place in running)
        {
            using CancellationTokenSource limit = new(EndLimit);
            try
            {
                await place.Ended.Task.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new ScheduleException($"{place.Child.Name} was asked to stop and still runs after {EndLimit.TotalSeconds} s");
            }
        }

        // The last commit of a member that the group had already put out is refused: it could only end in disorder.
        return
        [
            .. running.Where(place => place.ExitCode is 0 or HasFallback)
                .Select(place => place.Child.Name)
                .Where(name => world.OutputOf(name) is var output
                    && !output.Contains("was refused", StringComparison.Ordinal) && !output.Contains("has lost", StringComparison.Ordinal)),
        ];
    }

    /// <summary>At least one consumer runs: the schedule's own are started again where they do not.</summary>
    public void EnsureAll(int count)
    {
        for (int place = 0; place < count; place++)
        {
            Start(place);
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isOver = true;
            foreach (Place place in _places.Values)
            {
                place.IsWanted = false;
                place.IsKilled = true;
                place.Child.Send(ChildProcess.Signal.Kill);
            }
        }

        await Task.WhenAll(_watches);
    }

    private async Task WatchAsync(int number, Place place)
    {
        ChildProcess child = place.Child;
        await child.WaitAsync();
        bool again;
        lock (_gate)
        {
            int code = child.ExitCode;
            world.Timeline.Add($"{child.Name} ended with {code}");
            bool byOwnHand = code == ChildProcess.Killed && !place.IsKilled;
            SelfKilled += byOwnHand ? 1 : 0;
            if (place.StoppedAt is { } stopped && (code is 0 or HasFallback))
            {
                StopTimes.Add(Stopwatch.GetElapsedTime(stopped));
            }

            // A process that was asked to stop before it could listen ends by the signal itself.
            bool isExplained = place.IsKilled || byOwnHand || (place.StoppedAt is not null && code is 0 or HasFallback or EndedBySignal);
            if (!isExplained)
            {
                _surprises.Add($"{child.Name} ended with exit code {code}");
            }

            // Under the lock, like every signal: the number of a process that is gone may be another's.
            child.Dispose();
            place.ExitCode = code;
            place.Ended.SetResult();
            again = place.IsWanted && !_isOver;
            place.IsWanted = false;
        }

        if (again)
        {
            Start(number);
        }
    }

    private sealed class Place(ChildProcess child)
    {
        public ChildProcess Child => child;

        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int ExitCode { get; set; }

        public bool IsWanted { get; set; }

        public bool IsKilled { get; set; }

        public long? StoppedAt { get; set; }
    }
}
