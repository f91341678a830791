namespace BatchGen.FaultApp.Handling;

/// <summary>Does with a record what the record says, and leaves a trace of each step.</summary>
public sealed class Handler(EventLog log, CallCounts counts)
{
    /// <summary>Handles one record; its effect is the line in the event log.</summary>
    public Task HandleAsync(BatchRecord<FaultRecord> record, CancellationToken cancellationToken) =>
        HandleAsync(record, () => Task.CompletedTask, cancellationToken);

    /// <summary>Handles one record whose effect is more than the line in the event log.</summary>
    public async Task HandleAsync(BatchRecord<FaultRecord> record, Func<Task> effect, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(effect);
        log.Write(EventKind.Start, record);
        await WaitAsync(record, cancellationToken);
        await FailAsync(record);
        KillIf(Instructions.KillBefore, record);
        await effect();
        log.Write(EventKind.Effect, record);
        KillIf(Instructions.KillAfter, record);
        log.Write(EventKind.Return, record);
    }

    /// <summary>Handles many records: none has its effect before all are known to be good.</summary>
    public async Task HandleAsync(IReadOnlyList<BatchRecord<FaultRecord>> records, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(records);
        foreach (BatchRecord<FaultRecord> record in records)
        {
            log.Write(EventKind.Start, record);
        }

        foreach (BatchRecord<FaultRecord> record in records)
        {
            await WaitAsync(record, cancellationToken);
            await FailAsync(record);
        }

        foreach (BatchRecord<FaultRecord> record in records)
        {
            KillIf(Instructions.KillBefore, record);
            log.Write(EventKind.Effect, record);
            KillIf(Instructions.KillAfter, record);
        }

        foreach (BatchRecord<FaultRecord> record in records)
        {
            log.Write(EventKind.Return, record);
        }
    }

    private async Task WaitAsync(BatchRecord<FaultRecord> record, CancellationToken cancellationToken)
    {
        if (record.Payload.Milliseconds > 0)
        {
            try
            {
                await Task.Delay(record.Payload.Milliseconds, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                log.Write(EventKind.Cancelled, record);
                throw;
            }
        }
    }

    private async Task FailAsync(BatchRecord<FaultRecord> record)
    {
        switch (record.Payload.Do)
        {
            case Instructions.Throw when counts.Next(record.RecordId) <= record.Payload.Times:
                log.Write(EventKind.Throw, record);
                throw new InvalidOperationException("told to throw");
            case Instructions.Poison:
                log.Write(EventKind.Throw, record);
                throw new InvalidOperationException("told to throw always");
            case Instructions.Permanent:
                log.Write(EventKind.Throw, record);
                throw new PermanentFailureException("told to fail for good");
            case Instructions.Hang when record.Payload.Times == 0 || counts.Next(record.RecordId) <= record.Payload.Times:
                await new TaskCompletionSource().Task;
                break;
        }
    }

    private void KillIf(string instruction, BatchRecord<FaultRecord> record)
    {
        if (record.Payload.Do == instruction && counts.Next(record.RecordId) <= record.Payload.Times)
        {
            log.Write(EventKind.Kill, record);
            SelfKill.Now();
        }
    }
}
