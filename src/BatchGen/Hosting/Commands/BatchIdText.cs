using BatchGen.Runtime;

namespace BatchGen.Hosting.Commands;

/// <summary>Reads <c>--batch-id</c> and <c>--compensates</c>.</summary>
internal static class BatchIdText
{
    /// <exception cref="UsageException">It is no UUID of version 4 or 7.</exception>
    public static Guid Parse(string text) =>
        Guid.TryParse(text, out Guid id) && BatchIds.IsValid(id)
            ? id
            : throw new UsageException($"--batch-id '{text}' is not a UUID of version 4 or 7.");

    /// <summary>Reads <c>--compensates</c>, what a run of this job makes good.</summary>
    /// <exception cref="UsageException">It is no job and UUID, or the job itself.</exception>
    public static CompensatedBatch ParseCompensated(string text, string job)
    {
        if (!CompensatedBatch.TryParse(text, out CompensatedBatch? batch))
        {
            throw new UsageException($"--compensates '{text}' is not JOB/BATCH_ID, the batch a UUID of version 4 or 7.");
        }

        return batch.Job == job ? throw new UsageException($"--compensates '{text}' is of job '{job}' itself.") : batch;
    }
}
