namespace BatchGen;

/// <summary>
/// Makes a <c>partial class</c> a batch job of the Batch Workflow Standard. The generator writes the other part of the class: its
/// Kafka configurations, retry pipelines, consumer loop and publish body (standard 1.2, 3 and 4).
/// </summary>
/// <remarks>
/// The class is created once per process by dependency injection and serves every record, several at a time: keep per-record
/// state in parameters and locals.
/// </remarks>
/// <param name="name">
/// The job's name in commands, metrics, deployments and documents: <c>[a-z0-9]+(-[a-z0-9]+)*</c>, at most 63 characters.
/// </param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class BatchJobAttribute(string name) : Attribute
{
    /// <summary>The job's name, as given to the constructor.</summary>
    public string Name { get; } = name;

    /// <summary>
    /// When a recurring job starts: five plain cron fields, read in UTC (standard 2.1). A job has either this or <see cref="Trigger"/>;
    /// a job with only <see cref="LoadAttribute"/> stages needs neither, its topic triggers it.
    /// </summary>
    public string? Cron { get; set; }

    /// <summary>How an ad-hoc job is started, for example <c>manual: batchgen run people-ingest</c> (standard 2.1).</summary>
    public string? Trigger { get; set; }

    /// <summary>The time zone of <see cref="Cron"/>. Only <c>UTC</c>, the default, is accepted (standard 2.1).</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>How many runs of the job may overlap in one environment (standard 2.3). No default: the job states it.</summary>
    public int Concurrency { get; set; }

    /// <summary>Whether the job's schedule must keep clear of other critical jobs (standard 2.1). Default: <see langword="false"/>.</summary>
    public bool Critical { get; set; }

    /// <summary>How long a run usually takes, in minutes; used to find overlapping schedules. 0, the default, means not stated.</summary>
    public int ExpectedMinutes { get; set; }

    /// <summary>The longest a run may take, in minutes, retries included. 0, the default, means up to the next slot.</summary>
    public int MaxMinutes { get; set; }

    /// <summary>The team that answers for the job (standard 6).</summary>
    public string? Owner { get; set; }

    /// <summary>Whom to call when the owner does not answer (standard 6).</summary>
    public string? Escalation { get; set; }

    /// <summary>Why running a batch twice has no further effect, in a sentence; it goes into the job's template (standard 1.3).</summary>
    public string? Idempotency { get; set; }

    /// <summary>The folder of the job's template and runbook, relative to the project. Default: <c>docs/jobs/NAME</c> (standard 6).</summary>
    public string? Docs { get; set; }
}
