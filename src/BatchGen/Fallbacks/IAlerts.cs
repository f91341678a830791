using BatchGen.Runtime;
using Microsoft.Extensions.Logging;

namespace BatchGen.Fallbacks;

/// <summary>Tells the channels of a job's <c>[Fallback]</c> that something needs a person (standard 3.3, 4.4).</summary>
internal interface IAlerts
{
    void Raise(JobDescriptor job, string what, string why);
}

/// <summary>
/// Writes each alert to the log at level Error, with the channels it is for; a log-based alerting rule takes it from there.
/// </summary>
internal sealed partial class LoggedAlerts(ILogger<LoggedAlerts> logger) : IAlerts
{
    public void Raise(JobDescriptor job, string what, string why) => LogAlert(job.Name, string.Join(", ", job.Fallback.Notify), what, why);

    [LoggerMessage(1, LogLevel.Error, "Alert of job {Job} for {Channels}: {What}: {Why}")]
    private partial void LogAlert(string job, string channels, string what, string why);
}
