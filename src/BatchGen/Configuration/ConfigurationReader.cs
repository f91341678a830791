using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace BatchGen.Configuration;

/// <summary>
/// Reads one section by typed getters whose errors name the full key, and refuses keys that nobody asked for: a misspelt key must
/// not be a silent default.
/// </summary>
internal sealed class ConfigurationReader(IConfigurationSection section)
{
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The full path of a key of this section.</summary>
    public string Path(string key) => $"{section.Path}:{key}";

    public string? Text(string key)
    {
        _known.Add(key);
        IConfigurationSection child = section.GetSection(key);
        return child.GetChildren().Any()
            ? throw Wrong(key, "is a section or a list; a single value is expected.")
            : child.Value is { Length: > 0 } value ? value : null;
    }

    public int Integer(string key, int fallback, int min, int max)
    {
        if (Text(key) is not { } value)
        {
            return fallback;
        }

        return int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out int number) && number >= min && number <= max
            ? number
            : throw Wrong(key, $"'{value}' is not a whole number from {min} to {max}.");
    }

    public bool Flag(string key, bool fallback) => Text(key) switch
    {
        null => fallback,
        { } value => bool.TryParse(value, out bool flag) ? flag : throw Wrong(key, $"'{value}' is not true or false."),
    };

    public double Number(string key, double fallback, double min, double max)
    {
        if (Text(key) is not { } value)
        {
            return fallback;
        }

        return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= min && number <= max
            ? number
            : throw Wrong(key, string.Create(CultureInfo.InvariantCulture, $"'{value}' is not a number from {min} to {max}."));
    }

    public T? Choice<T>(string key)
        where T : struct, Enum
    {
        if (Text(key) is not { } value)
        {
            return null;
        }

        // Kafka's own spelling (SASL_SSL, SCRAM-SHA-512) and .NET's (SaslSsl, ScramSha512) are both what people write.
        string plain = value.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        return Enum.GetNames<T>().Contains(plain, StringComparer.OrdinalIgnoreCase)
            ? Enum.Parse<T>(plain, ignoreCase: true)
            : throw Wrong(key, $"'{value}' is not one of {string.Join(", ", Enum.GetNames<T>())}.");
    }

    public Dictionary<string, string> Map(string key)
    {
        _known.Add(key);
        Dictionary<string, string> map = new(StringComparer.Ordinal);
        foreach ((string path, string? value) in section.GetSection(key).AsEnumerable(makePathsRelative: true))
        {
            if (value is not null && path.Length > 0)
            {
                map[path] = value;
            }
        }

        return map;
    }

    /// <summary>Names a nested section that somebody else reads.</summary>
    public ConfigurationReader Section(string key)
    {
        _known.Add(key);
        IConfigurationSection child = section.GetSection(key);
        return string.IsNullOrEmpty(child.Value)
            ? new ConfigurationReader(child)
            : throw Wrong(key, "is a single value; a section is expected.");
    }

    /// <summary>All nested sections, for a section whose keys are names that the user chooses.</summary>
    public IReadOnlyList<(string Name, ConfigurationReader Section)> Sections() => [.. section.GetChildren().Select(child => (child.Key, Section(child.Key)))];

    /// <summary>Fails on the first key that no getter asked for.</summary>
    public void RefuseUnknownKeys()
    {
        foreach (IConfigurationSection child in section.GetChildren())
        {
            if (!_known.Contains(child.Key))
            {
                throw Wrong(child.Key, $"unknown key. {section.Path} has {string.Join(", ", _known.Order(StringComparer.Ordinal))}.");
            }
        }
    }

    public BatchConfigurationException Wrong(string key, string problem) => new(Path(key), problem);
}
