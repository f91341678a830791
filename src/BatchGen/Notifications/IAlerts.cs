using BatchGen.Runtime;

namespace BatchGen.Notifications;

/// <summary>Tells the channels of a job's <c>[Fallback]</c> that something needs a person (standard 3.3, 4.4). No method throws, and but for <see cref="TellAsync"/> none waits.</summary>
internal interface IAlerts
{
    /// <summary>Opens the job's channels before anything happens, so that one that is not configured is said at start.</summary>
    void Open(JobDescriptor job);

    void Raise(JobDescriptor job, Alert alert);

    /// <summary>Ends one alert of kind <see cref="AlertKind.PartitionHeld"/>.</summary>
    /// <param name="job">The job.</param>
    /// <param name="place">The alert's place.</param>
    /// <param name="goesOn">False when the partition only left this process: nothing is known to be good then.</param>
    void Release(JobDescriptor job, string place, bool goesOn);

    /// <summary>
    /// Tells the job's channels of one thing at once, beside whatever is summed up, and waits until each has taken it or has not: for a
    /// process that ends behind it.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="alert">What happened.</param>
    /// <param name="told">Channels that were told by an earlier attempt.</param>
    /// <param name="resolvedStage">The stage whose failed run is made good by this, or null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<ToldChannels> TellAsync(
        JobDescriptor job, Alert alert, IReadOnlyCollection<string> told, string? resolvedStage, CancellationToken cancellationToken);
}
