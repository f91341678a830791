using System.Buffers.Binary;
using Microsoft.Extensions.Logging;

namespace BatchGen.Runtime;

/// <summary>Makes the contexts that stages get.</summary>
internal static class BatchContexts
{
    public static BatchContext Create(
        JobDescriptor job,
        StageDescriptor stage,
        Guid batchId,
        DateTimeOffset scheduledAt,
        int attempt,
        ILogger logger,
        TimeProvider time,
        CompensatedBatch? compensates) => new()
        {
            BatchId = batchId,
            JobName = job.Name,
            ScheduledAt = scheduledAt,
            Attempt = attempt,
            Logger = new ScopedLogger(logger, batchId, stage.Name),
            TimeProvider = time,
            CompensatedJob = compensates?.Job,
            CompensatedBatchId = compensates?.BatchId,
        };

    /// <summary>The time that a UUID of version 7 carries; null for another version, for none (0), or for a time behind the year 9999.</summary>
    public static DateTimeOffset? SlotOf(Guid batchId)
    {
        if (batchId.Version != 7)
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[16];
        batchId.TryWriteBytes(bytes, bigEndian: true, out _);
        long millis = BinaryPrimitives.ReadInt64BigEndian(bytes) >>> 16;
        return millis > 0 && millis <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(millis) : null;
    }

    /// <summary>Adds <c>batch_id</c> and <c>task_name</c> to whatever a stage logs (standard 3.1).</summary>
    private sealed class ScopedLogger(ILogger inner, Guid batchId, string taskName) : ILogger
    {
        private readonly KeyValuePair<string, object>[] _scope = [new("batch_id", batchId), new("task_name", taskName)];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            using (inner.BeginScope(_scope))
            {
                inner.Log(logLevel, eventId, state, exception, formatter);
            }
        }
    }
}
