namespace BatchGen.Notifications;

/// <summary>What came of telling a job's channels of one thing.</summary>
/// <param name="Told">The channels that took it.</param>
/// <param name="Failed">The channels that did not; one that is not configured is in neither, it was warned of.</param>
/// <param name="Problem">What is wrong with those that did not, fit for logs; null when there are none.</param>
internal sealed record ToldChannels(IReadOnlyList<string> Told, IReadOnlyList<string> Failed, string? Problem)
{
    public static ToldChannels None { get; } = new([], [], Problem: null);
}

/// <summary>A channel could not be told.</summary>
/// <param name="problem">Which, and why.</param>
internal sealed class NotToldException(string problem) : Exception($"Not everybody was told: {problem}");
