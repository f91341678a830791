using BatchGen.Runtime;
using Microsoft.Extensions.Time.Testing;
using Polly.Timeout;

namespace BatchGen.Tests.Loading;

public sealed class AttemptTimeoutTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _time = new();
    private readonly AttemptTimeout _timeout;

    public AttemptTimeoutTests() => _timeout = new AttemptTimeout(Limit, _time);

    [Fact]
    public async Task Counts_the_time_of_each_attempt_from_its_own_start()
    {
        await RunAsync(_ => ValueTask.CompletedTask);
        _time.Advance(TimeSpan.FromSeconds(20));
        TaskCompletionSource handled = new();
        Task second = RunAsync(token => new ValueTask(handled.Task));
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(second.IsCompleted);
        handled.SetResult();
        await second;

        Task third = RunAsync(token => new ValueTask(Task.Delay(Timeout.Infinite, token)));
        _time.Advance(Limit - TimeSpan.FromMilliseconds(1));
        Assert.False(third.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await Assert.ThrowsAsync<TimeoutRejectedException>(() => third);
    }

    [Fact]
    public async Task Leaves_behind_an_attempt_that_ignores_its_token_and_gives_the_next_a_token_of_its_own()
    {
        CancellationToken late = default;
        Task ignoring = RunAsync(token =>
        {
            late = token;
            return new ValueTask(new TaskCompletionSource().Task);
        });
        _time.Advance(Limit);
        await Assert.ThrowsAsync<TimeoutRejectedException>(() => ignoring);
        Assert.True(late.IsCancellationRequested);
        await RunAsync(token =>
        {
            Assert.False(token.IsCancellationRequested);
            return ValueTask.CompletedTask;
        });
    }

    [Fact]
    public async Task Cancels_a_handler_that_blocks_and_looks_at_its_token()
    {
        await Assert.ThrowsAsync<TimeoutRejectedException>(() => RunAsync(token =>
        {
            _time.Advance(Limit);
            token.ThrowIfCancellationRequested();
            return ValueTask.CompletedTask;
        }));
    }

    [Fact]
    public async Task Takes_a_success_after_its_time_for_a_success()
    {
        await RunAsync(_ =>
        {
            _time.Advance(Limit);
            return ValueTask.CompletedTask;
        });
    }

    [Fact]
    public async Task An_abort_ends_the_attempt_and_only_that_of_its_own_partition()
    {
        using CancellationTokenSource one = new();
        using CancellationTokenSource other = new();
        await RunAsync(_ => ValueTask.CompletedTask, one.Token);
        TaskCompletionSource handled = new();
        Task running = RunAsync(_ => new ValueTask(handled.Task), other.Token);
        await one.CancelAsync();
        Assert.False(running.IsCompleted);
        await other.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task An_attempt_in_a_partition_that_was_aborted_before_starts_cancelled()
    {
        using CancellationTokenSource aborted = new();
        await RunAsync(_ => ValueTask.CompletedTask, aborted.Token);
        await aborted.CancelAsync();
        for (int i = 0; i < 2; i++)
        {
            bool isCancelled = false;
            await RunAsync(
                token =>
                {
                    isCancelled = token.IsCancellationRequested;
                    return ValueTask.CompletedTask;
                },
                aborted.Token);
            Assert.True(isCancelled);
        }
    }

    [Fact]
    public async Task Drops_what_a_handler_has_left_registered_on_its_token()
    {
        bool isCalled = false;
        using CancellationTokenSource aborted = new();
        await RunAsync(
            token =>
            {
                token.Register(() => isCalled = true);
                return ValueTask.CompletedTask;
            },
            aborted.Token);
        Task running = RunAsync(token => new ValueTask(Task.Delay(Timeout.Infinite, token)), aborted.Token);
        await aborted.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.False(isCalled);
    }

    private Task RunAsync(Func<CancellationToken, ValueTask> attempt, CancellationToken aborted = default) =>
        _timeout.RunAsync(static (attempt, token) => attempt(token), attempt, aborted).AsTask();
}
