using BatchGen.Runtime;
using Microsoft.Extensions.Time.Testing;
using Polly.Timeout;

namespace BatchGen.Tests.Stages;

public sealed class StagePipelineTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<(int Attempt, TimeSpan Wait)> _retries = [];
    private readonly TaskQueue _retried = new();

    [Fact]
    public async Task Attempts_so_often_with_doubling_backoff_up_to_its_bound()
    {
        StagePipeline pipeline = Pipeline(attempts: 6, backoff: 10, maxBackoff: 50);
        int attempts = 0;
        Task running = RunAsync(pipeline, _ =>
        {
            attempts++;
            throw new InvalidOperationException($"no {attempts}");
        });
        foreach (int wait in new[] { 10, 20, 40, 50, 50 })
        {
            await _retried.NextAsync();
            int before = attempts;
            _time.Advance(TimeSpan.FromSeconds(wait) - TimeSpan.FromMilliseconds(1));
            Assert.Equal(before, attempts);
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        InvalidOperationException last = await Assert.ThrowsAsync<InvalidOperationException>(() => running.WaitAsync(Limit));
        Assert.Equal("no 6", last.Message);
        Assert.Equal([(1, 10), (2, 20), (3, 40), (4, 50), (5, 50)], _retries.Select(retry => (retry.Attempt, (int)retry.Wait.TotalSeconds)));
    }

    [Fact]
    public async Task Scales_backoffs_and_nothing_else()
    {
        StagePipeline pipeline = Pipeline(attempts: 3, backoff: 10, maxBackoff: 15, scale: 0.1);
        int attempts = 0;
        Task running = RunAsync(pipeline, _ => ++attempts < 3 ? throw new IOException() : default);
        await _retried.NextAsync();
        _time.Advance(TimeSpan.FromSeconds(1));
        await _retried.NextAsync();
        _time.Advance(TimeSpan.FromSeconds(1.5));
        await running.WaitAsync(Limit);
        Assert.Equal(3, attempts);
    }

    [Fact]
    public async Task Does_not_repeat_a_permanent_failure()
    {
        int attempts = 0;
        await Assert.ThrowsAsync<PermanentFailureException>(() => RunAsync(Pipeline(attempts: 5), _ =>
        {
            attempts++;
            throw new PermanentFailureException("wrong");
        }));
        Assert.Equal(1, attempts);
        Assert.Empty(_retries);
    }

    [Fact]
    public async Task Makes_one_attempt_when_an_orchestrator_owns_the_retries()
    {
        StagePipeline pipeline = new(Stage(attempts: 5, 10, 50), new PipelineSettings(_time, 1), OnRetry, singleAttempt: true);
        await Assert.ThrowsAsync<IOException>(() => RunAsync(pipeline, _ => throw new IOException()));
        Assert.Empty(_retries);
    }

    [Fact]
    public async Task Ends_a_backoff_at_once_when_it_is_stopped()
    {
        using CancellationTokenSource stopping = new();
        int attempts = 0;
        Task running = RunAsync(
            Pipeline(attempts: 5),
            _ =>
            {
                attempts++;
                throw new IOException();
            },
            stopping: stopping.Token);
        await _retried.NextAsync();
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(Limit));
        Assert.Equal(1, attempts);
    }

    [Fact]
    public async Task Lets_an_attempt_finish_when_it_is_stopped_and_starts_no_other()
    {
        using CancellationTokenSource stopping = new();
        StagePipeline pipeline = Pipeline(attempts: 5);
        TaskCompletionSource finish = new(TaskCreationOptions.RunContinuationsAsynchronously);
        CancellationToken seen = default;
        int attempts = 0;
        Task running = RunAsync(
            pipeline,
            token =>
            {
                attempts++;
                seen = token;
                return new ValueTask(finish.Task);
            },
            stopping: stopping.Token);
        await stopping.CancelAsync();
        Assert.False(seen.IsCancellationRequested);
        Assert.False(running.IsCompleted);
        finish.SetException(new IOException());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(Limit));
        Assert.Equal(1, attempts);
    }

    [Fact]
    public async Task Lets_the_last_attempt_say_why_it_failed_even_when_it_is_stopped()
    {
        using CancellationTokenSource stopping = new();
        await Assert.ThrowsAsync<IOException>(() => RunAsync(
            Pipeline(attempts: 1),
            _ =>
            {
                stopping.Cancel();
                throw new IOException();
            },
            stopping: stopping.Token));
    }

    [Fact]
    public async Task Counts_a_timeout_as_a_failure_and_tries_again()
    {
        StagePipeline pipeline = Pipeline(attempts: 2, backoff: 10, timeout: 30);
        int attempts = 0;
        Task running = RunAsync(pipeline, async token =>
        {
            if (++attempts == 1)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, _time, token);
            }
        });
        _time.Advance(TimeSpan.FromSeconds(30));
        await _retried.NextAsync();
        Assert.False(running.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(10));
        await running.WaitAsync(Limit);
        Assert.Equal(2, attempts);
    }

    [Fact]
    public async Task Leaves_an_attempt_behind_that_ignores_its_token()
    {
        TaskCompletionSource hung = new();
        StagePipeline pipeline = Pipeline(attempts: 1, timeout: 30);
        Task running = RunAsync(pipeline, _ => new ValueTask(hung.Task));
        _time.Advance(TimeSpan.FromSeconds(30));
        await Assert.ThrowsAsync<TimeoutRejectedException>(() => running.WaitAsync(Limit));
        hung.SetException(new IOException("late"));
    }

    [Fact]
    public async Task Fails_for_good_when_an_attempt_outlives_its_grace_because_two_must_not_run_at_once()
    {
        TaskCompletionSource hung = new();
        StagePipeline pipeline = Pipeline(attempts: 3, timeout: 30);
        Task running = RunAsync(pipeline, _ => new ValueTask(hung.Task), grace: TimeSpan.FromSeconds(20));
        _time.Advance(TimeSpan.FromSeconds(30));
        await AdvanceUntilAsync(running, TimeSpan.FromSeconds(20));
        PermanentFailureException failure = await Assert.ThrowsAsync<PermanentFailureException>(() => running.WaitAsync(Limit));
        Assert.Contains("ignores its CancellationToken", failure.Message, StringComparison.Ordinal);
        Assert.Empty(_retries);
    }

    [Fact]
    public async Task Takes_what_an_attempt_makes_of_its_cancellation_within_its_grace()
    {
        StagePipeline pipeline = Pipeline(attempts: 1, timeout: 30);
        TaskCompletionSource late = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task running = RunAsync(pipeline, _ => new ValueTask(late.Task), grace: TimeSpan.FromSeconds(20));
        _time.Advance(TimeSpan.FromSeconds(30));
        late.SetException(new IOException("cut off"));
        await Assert.ThrowsAsync<IOException>(() => running.WaitAsync(Limit));
    }

    private static TimeSpan Limit => TimeSpan.FromSeconds(10);

    private static Task RunAsync(
        StagePipeline pipeline, Func<CancellationToken, ValueTask> attempt, TimeSpan grace = default, CancellationToken stopping = default) =>
        pipeline.RetryAsync(
            (_, _) => pipeline.AttemptAsync(static (call, token) => call(token), attempt, CancellationToken.None, grace), state: 0, stopping).AsTask();

    /// <summary>A delay that begins behind an await may not be there yet when the clock moves: moves it again until it matters.</summary>
    private async Task AdvanceUntilAsync(Task done, TimeSpan step)
    {
        while (!done.IsCompleted)
        {
            _time.Advance(step);
            await Task.Yield();
        }
    }

    private StagePipeline Pipeline(int attempts, int backoff = 10, int maxBackoff = 60, int timeout = 60, double scale = 1) =>
        new(Stage(attempts, backoff, maxBackoff, timeout), new PipelineSettings(_time, scale), OnRetry);

    private static StageDescriptor Stage(int attempts, int backoff, int maxBackoff, int timeout = 60) => new(StageKind.Extract, "M")
    {
        Attempts = attempts,
        Backoff = TimeSpan.FromSeconds(backoff),
        MaxBackoff = TimeSpan.FromSeconds(maxBackoff),
        Timeout = TimeSpan.FromSeconds(timeout),
    };

    private ValueTask OnRetry(int attempt, Exception exception, TimeSpan wait)
    {
        _retries.Add((attempt, wait));
        _retried.Add();
        return ValueTask.CompletedTask;
    }
}
