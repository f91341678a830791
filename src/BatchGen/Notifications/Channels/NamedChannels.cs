using BatchGen.Configuration;
using Microsoft.Extensions.Configuration;

namespace BatchGen.Notifications;

/// <summary>The sections <c>Batch:Notify:SCHEME:NAME</c>.</summary>
internal static class NamedChannels
{
    /// <exception cref="BatchConfigurationException">There is a value where a section belongs.</exception>
    public static IReadOnlyList<(string Name, ConfigurationReader Section)> Read(IConfiguration configuration, string scheme) =>
        new ConfigurationReader(configuration.GetSection($"{NotifyOptions.SectionName}:{scheme}")).Sections();

    public static BatchConfigurationException Missing(string scheme, string name, string key, string meaning) =>
        new($"{NotifyOptions.SectionName}:{scheme}:{name}:{key}", $"not set; set it {meaning}.");
}
