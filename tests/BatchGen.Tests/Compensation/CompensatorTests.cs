using BatchGen.Runtime;

namespace BatchGen.Tests.Compensation;

public sealed class CompensatorTests
{
    private static readonly Guid Batch = BatchIds.ForSlot("orders", "test", new DateTimeOffset(2026, 8, 22, 2, 15, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_failed_run_is_made_good_by_one_run_that_is_told_what_failed()
    {
        ScriptedPlan orders = ScriptedPlan.Failing("orders", "refunds");
        ScriptedPlan refunds = new("refunds");
        await using Rig rig = new(orders, refunds);
        rig.Start();
        Assert.NotNull((await rig.RunAsync(orders, Batch)).Failure);
        await rig.DrainAsync();
        await rig.RunAsync(orders, Batch);
        await rig.DrainAsync();

        BatchContext context = Assert.Single(refunds.Contexts);
        Assert.Equal(("refunds", "orders", Batch), (context.JobName, context.CompensatedJob, context.CompensatedBatchId));
        Assert.Equal(BatchIds.ForCompensation("refunds", "orders", Batch), context.BatchId);
        Assert.Equal(new DateTimeOffset(2026, 8, 22, 2, 15, 0, TimeSpan.Zero), context.ScheduledAt);
        Assert.All(orders.Contexts, failed => Assert.Equal((null, null), (failed.CompensatedJob, failed.CompensatedBatchId)));
        Assert.Equal(["orders by refunds: completed"], rig.Counted);
    }

    [Fact]
    public async Task Each_failed_batch_has_a_run_of_its_own_in_the_order_of_the_failures()
    {
        ScriptedPlan orders = ScriptedPlan.Failing("orders", "refunds");
        ScriptedPlan refunds = new("refunds");
        await using Rig rig = new(orders, refunds);
        rig.Start();
        Guid[] batches = [.. Enumerable.Range(0, 5).Select(_ => Guid.NewGuid())];
        foreach (Guid batch in batches)
        {
            await rig.RunAsync(orders, batch);
        }

        await rig.DrainAsync();
        Assert.Equal(batches, refunds.Contexts.Select(context => context.CompensatedBatchId!.Value));
        Assert.Equal(5, refunds.Contexts.Select(context => context.BatchId).Distinct().Count());
    }

    [Fact]
    public async Task A_run_that_comes_through_or_is_cancelled_is_not_made_good()
    {
        ScriptedPlan orders = new("orders", "refunds");
        ScriptedPlan refunds = new("refunds");
        await using Rig rig = new(orders, refunds);
        rig.Start();
        await rig.RunAsync(orders, Guid.NewGuid());
        using CancellationTokenSource cancelled = new();
        orders.OnRun = async token =>
        {
            await cancelled.CancelAsync();
            token.ThrowIfCancellationRequested();
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rig.RunAsync(orders, Guid.NewGuid(), cancelled.Token));
        await rig.DrainAsync();
        Assert.Empty(refunds.Contexts);
        Assert.Empty(rig.Counted);
    }

    [Fact]
    public async Task A_compensating_run_that_fails_triggers_nothing_whichever_jobs_name_each_other()
    {
        ScriptedPlan orders = ScriptedPlan.Failing("orders", "refunds");
        ScriptedPlan refunds = ScriptedPlan.Failing("refunds", "orders");
        await using Rig rig = new(orders, refunds);
        rig.Start();
        await rig.RunAsync(orders, Batch);
        await rig.DrainAsync();
        await rig.DrainAsync();
        Assert.Single(orders.Contexts);
        Assert.Single(refunds.Contexts);
        Assert.Equal(["orders by refunds: failed", "refunds by orders: refused"], rig.Counted.Order());
        Assert.Contains(rig.Log.All, line => line.StartsWith("Warning: Jobs compensate each other: orders → refunds → orders.", StringComparison.Ordinal));
        Assert.Contains(rig.Log.All, line => line.Contains("compensating a compensation has no end", StringComparison.Ordinal));
        Assert.Contains(rig.Log.All, line => line.EndsWith($"run refunds --compensates orders/{Batch}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_record_whose_mark_was_lost_is_still_known_by_its_batch()
    {
        ScriptedPlan orders = ScriptedPlan.Failing("orders", "refunds");
        ScriptedPlan refunds = new("refunds");
        ScriptedPlan ledger = new("ledger", "refunds");
        await using Rig rig = new(orders, refunds, ledger);
        rig.Start();
        await rig.RunAsync(orders, Batch);
        await rig.DrainAsync();

        // As the load stage of another job does for a record that it cannot handle.
        rig.Compensations.Trigger(ledger.Descriptor, BatchIds.ForCompensation("refunds", "orders", Batch), within: null);
        rig.Compensations.Trigger(ledger.Descriptor, Batch, within: new CompensatedBatch("orders", Batch));
        rig.Compensations.Trigger(ledger.Descriptor, batchId: null, within: null);
        await rig.DrainAsync();
        Assert.Single(refunds.Contexts);
        Assert.Equal(["ledger by refunds: refused", "ledger by refunds: refused", "orders by refunds: completed"], rig.Counted.Order());
    }

    [Fact]
    public async Task A_job_of_another_application_is_asked_for_with_the_command_to_type()
    {
        ScriptedPlan orders = ScriptedPlan.Failing("orders", "refunds");
        await using Rig rig = new(orders);
        rig.Start();
        Assert.Contains(rig.Log.All, line => line.StartsWith("Warning: Job 'orders' names 'refunds'", StringComparison.Ordinal));
        await rig.RunAsync(orders, Batch);
        await rig.DrainAsync();
        string command = $"run refunds --compensates orders/{Batch}";
        Assert.Contains(rig.Alerts.Raised, alert => alert.Contains(command, StringComparison.Ordinal));
        Assert.Contains(rig.Log.All, line => line.StartsWith("Error: ", StringComparison.Ordinal) && line.EndsWith(command, StringComparison.Ordinal));
        Assert.Equal(["orders by refunds: elsewhere"], rig.Counted);
    }

    [Fact]
    public async Task A_run_that_another_process_is_making_is_left_to_it()
    {
        ScriptedPlan orders = ScriptedPlan.Failing("orders", "refunds");
        ScriptedPlan refunds = new("refunds");
        await using Rig rig = new(orders, refunds);
        rig.Start();
        Guid batch = BatchIds.ForCompensation("refunds", "orders", Batch);
        using BatchClaim other = BatchClaim.Take(rig.FolderOf("refunds", batch), "refunds", batch);
        await rig.RunAsync(orders, Batch);
        await rig.DrainAsync();
        Assert.Empty(refunds.Contexts);
        Assert.Equal(["orders by refunds: elsewhere"], rig.Counted);
        Assert.Contains(rig.Log.All, line => line.Contains("is being made good by 'refunds' already", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Failures_never_wait_and_what_is_too_much_is_named()
    {
        TaskCompletionSource running = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource go = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ScriptedPlan orders = new("orders", "refunds");
        ScriptedPlan refunds = new("refunds")
        {
            OnRun = _ =>
            {
                running.TrySetResult();
                return go.Task;
            },
        };
        await using Rig rig = new(orders, refunds);
        rig.Start();
        rig.Compensations.Trigger(orders.Descriptor, Batch, within: null);
        await running.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Guid[] batches = [.. Enumerable.Range(0, 103).Select(_ => Guid.NewGuid())];
        foreach (Guid batch in batches.Concat(batches))
        {
            rig.Compensations.Trigger(orders.Descriptor, batch, within: null);
        }

        Assert.Equal(3, rig.Counted.Count(counted => counted == "orders by refunds: not_started"));
        Assert.All(batches[^3..], batch => Assert.Single(rig.Log.All, line => line.EndsWith($"run refunds --compensates orders/{batch}", StringComparison.Ordinal)));
        go.SetResult();
        await rig.DrainAsync();
        Assert.Equal(101, refunds.Contexts.Count);
    }

    [Fact]
    public async Task A_stop_cancels_the_current_run_and_names_what_is_left()
    {
        TaskCompletionSource running = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ScriptedPlan orders = new("orders", "refunds");
        ScriptedPlan refunds = new("refunds")
        {
            OnRun = token =>
            {
                running.TrySetResult();
                return Task.Delay(Timeout.Infinite, token);
            },
        };
        await using Rig rig = new(orders, refunds);
        rig.Start();
        Guid[] batches = [.. Enumerable.Range(0, 3).Select(_ => Guid.NewGuid())];
        foreach (Guid batch in batches)
        {
            rig.Compensations.Trigger(orders.Descriptor, batch, within: null);
        }

        await running.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await rig.Compensator.StopAsync().WaitAsync(TimeSpan.FromSeconds(20));
        rig.Compensations.Trigger(orders.Descriptor, Batch, within: null);
        Assert.Single(refunds.Contexts);
        Assert.All(
            batches.Append(Batch),
            batch => Assert.Single(rig.Log.All, line => line.StartsWith("Error: ", StringComparison.Ordinal)
                && line.EndsWith($"run refunds --compensates orders/{batch}", StringComparison.Ordinal)));
        Assert.Equal(["interrupted", "interrupted", "interrupted", "not_started"], rig.Counted.Select(counted => counted.Split(": ")[1]));
    }

    [Fact]
    public async Task Without_anybody_to_make_it_good_a_stage_of_an_outside_orchestrator_triggers_nothing()
    {
        ScriptedPlan orders = ScriptedPlan.Failing("orders", "refunds");
        ScriptedPlan refunds = new("refunds");
        await using Rig rig = new(orders, refunds);
        using TemporaryFolder folder = new();
        rig.Start();
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => rig.Runner.RunStageAsync(orders, StageKind.Extract, new StageRequest(Batch, folder.Path), CancellationToken.None));
        await rig.DrainAsync();
        Assert.Empty(refunds.Contexts);
        Assert.Empty(rig.Counted);
    }

    [Theory]
    [InlineData("orders", "names the job itself")]
    [InlineData("audit", "has no [Extract]")]
    [InlineData("", "is empty")]
    public async Task A_job_that_cannot_make_it_good_is_wrong_configuration_at_start(string compensate, string problem)
    {
        await using Rig rig = new(new ScriptedPlan("orders", compensate), new ScriptedPlan("audit") { CanRun = false });
        BatchConfigurationException exception = Assert.Throws<BatchConfigurationException>(rig.Start);
        Assert.StartsWith("[Fallback] of job 'orders': Compensate ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(problem, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_so_much_is_remembered()
    {
        RecentSet<int> recent = new(3);
        Assert.All(Enumerable.Range(1, 3), number => Assert.True(recent.Add(number)));
        Assert.False(recent.Add(1));
        Assert.True(recent.Add(4));
        Assert.Equal([false, true, true, true], Enumerable.Range(1, 4).Select(recent.Contains));
        Assert.True(recent.Add(1));
    }
}
