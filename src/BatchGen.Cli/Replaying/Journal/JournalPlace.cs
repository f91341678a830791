using System.Security.Cryptography;
using System.Text;

namespace BatchGen.Cli.Replaying.Journal;

/// <summary>Which journal belongs to what is replayed.</summary>
/// <param name="Path">The file.</param>
/// <param name="Scope">What it is about.</param>
internal sealed record JournalPlace(string Path, string Scope)
{
    /// <summary>The journal of a dead-letter topic.</summary>
    public static JournalPlace OfTopic(string? file, string clusterId, string topic) => new(
        System.IO.Path.GetFullPath(file ?? System.IO.Path.Combine(".batch", "replay", Safe(clusterId), $"{Safe(topic)}.journal")),
        $"dead letters of {topic} in cluster {clusterId}");

    /// <summary>The journal of a fallback store.</summary>
    public static JournalPlace OfStore(string? file, string clusterId, string location) => new(
        System.IO.Path.GetFullPath(file ?? System.IO.Path.Combine(".batch", "replay", Safe(clusterId), $"fallback-{HashOf(location)}.journal")),
        $"entries of {location} to cluster {clusterId}");

    /// <summary>What was replayed so far, without opening the journal for writing.</summary>
    public JournalState Read() => JournalReader.Read(Path, Scope).State;

    /// <summary>Topics and cluster ids are made of harmless characters; what is not stays inside the folder all the same.</summary>
    private static string Safe(string text)
    {
        StringBuilder name = new(text.Length);
        foreach (char c in text)
        {
            name.Append(char.IsAsciiLetterOrDigit(c) || c is '-' or '_' || (c == '.' && name.Length > 0) ? c : '_');
        }

        return name.Equals(text) ? text : $"{name}-{HashOf(text)}";
    }

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
}
