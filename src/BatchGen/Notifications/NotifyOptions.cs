using BatchGen.Configuration;
using Microsoft.Extensions.Configuration;

namespace BatchGen.Notifications;

/// <summary>
/// The section <c>Batch:Notify</c>, as far as it concerns all channels; each scheme's factory reads a section of its own below it.
/// </summary>
internal sealed record NotifyOptions
{
    public const string SectionName = "Batch:Notify";

    /// <summary><c>IntervalSeconds</c>: the shortest time between two notifications of one group. Default: 300 s.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary><c>MaxPerMinute</c>: the most that one channel sends in a minute. Default: 20.</summary>
    public int MaxPerMinute { get; init; } = 20;

    /// <summary><c>Completed</c>: whether the stage <c>notify</c> tells of runs that came through. Default: true.</summary>
    public bool Completed { get; init; } = true;

    /// <param name="configuration">The application's.</param>
    /// <param name="schemes">The schemes that have a section.</param>
    /// <exception cref="BatchConfigurationException">A key is unknown or its value is wrong.</exception>
    public static NotifyOptions Read(IConfiguration configuration, IEnumerable<string> schemes)
    {
        ConfigurationReader reader = new(configuration.GetSection(SectionName));
        NotifyOptions options = new()
        {
            Interval = TimeSpan.FromSeconds(reader.Integer("IntervalSeconds", fallback: 300, min: 1, max: 86_400)),
            MaxPerMinute = reader.Integer(nameof(MaxPerMinute), fallback: 20, min: 1, max: 600),
            Completed = reader.Flag(nameof(Completed), fallback: true),
        };

        // Its package reads it.
        reader.Section("Smtp");
        foreach (string scheme in schemes)
        {
            reader.Section(scheme);
        }

        reader.RefuseUnknownKeys();
        return options;
    }
}
