using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace BatchGen.Fallbacks;

/// <summary>
/// What a record is called in a store: <c>JOB/BATCH/NAME</c>. The same record has the same key each time, so that a repeated failure
/// replaces its entry; different records have different keys, whatever they are called; and a key is safe as a path and as an object key.
/// </summary>
/// <remarks>
/// The characters of a name all sort behind the dot of its extension, so the files of one entry lie side by side in the order of the
/// keys: a store that lists by pages need not look back.
/// </remarks>
internal static class FallbackNames
{
    public const string MetadataExtension = ".json";
    public const string PayloadExtension = ".payload";

    private const int MaxLength = 64;
    private const int HashLength = 32;
    private const int PayloadHashLength = 16;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_");
    private static readonly SearchValues<char> FolderCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-");
    private static readonly SearchValues<char> HexCharacters = SearchValues.Create("0123456789abcdef");
    private static readonly SearchValues<char> KeyCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-@");

    // Folders that Windows takes for devices.
    private static readonly HashSet<string> Devices =
    [
        "con", "prn", "aux", "nul", .. Enumerable.Range(0, 10).SelectMany(i => new[] { $"com{i}", $"lpt{i}" }),
    ];

    public static string KeyOf(FallbackEntry entry) =>
        $"{FolderOf(entry.Job)}/{entry.BatchId?.ToString("D") ?? "no-batch"}/{NameOf(entry)}";

    /// <summary>The folder of a job.</summary>
    public static string FolderOf(string job) => SafeName(job, FolderCharacters);

    /// <summary>The payload is named by its content, so a replaced entry never shows one version's metadata with another's payload.</summary>
    public static string PayloadOf(string key, string sha256) => $"{key}.{sha256.AsSpan(0, PayloadHashLength)}{PayloadExtension}";

    public static string MetadataOf(string key) => key + MetadataExtension;

    /// <summary>Whether a text may be a key: three parts that stay inside the store.</summary>
    public static bool IsKey(string key) =>
        key.Split('/') is [{ Length: > 0 } job, { Length: > 0 } batch, { Length: > 0 } name]
        && !$"{job}{batch}{name}".AsSpan().ContainsAnyExcept(KeyCharacters);

    /// <summary>The key that a file or object belongs to, and whether it is the metadata; null for one that is no part of an entry.</summary>
    public static (string Key, bool IsMetadata)? PartOf(string path)
    {
        if (path.EndsWith(MetadataExtension, StringComparison.Ordinal))
        {
            string key = path[..^MetadataExtension.Length];
            return IsKey(key) ? (key, true) : null;
        }

        const int suffix = 1 + PayloadHashLength;
        if (!path.EndsWith(PayloadExtension, StringComparison.Ordinal) || path.Length <= PayloadExtension.Length + suffix)
        {
            return null;
        }

        string stem = path[..^PayloadExtension.Length];
        return stem[^suffix] == '.' && !stem.AsSpan(stem.Length - PayloadHashLength).ContainsAnyExcept(HexCharacters) && IsKey(stem[..^suffix])
            ? (stem[..^suffix], false)
            : null;
    }

    private static string NameOf(FallbackEntry entry) => entry switch
    {
        // The group last: it is the one part that may hold a slash.
        { Offset: { } offset } => $"{entry.Stage}_{SafeName(Text($"{entry.Topic}/{entry.Partition}/{offset}/{entry.Group}"), NameCharacters)}",
        { RecordId: { } id } when !string.IsNullOrWhiteSpace(id) => $"{entry.Stage}_{SafeName(id, NameCharacters)}",
        { Ordinal: { } ordinal } => Text($"{entry.Stage}@{ordinal}"),
        _ => entry.Stage,
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// A name for any text. What might mean something to a file system is replaced, and a hash keeps names apart that then look the same,
    /// or that look the same to a file system that does not tell capitals. A text that looks like such a name gets one too.
    /// </summary>
    private static string SafeName(string text, SearchValues<char> allowed)
    {
        bool isPlain = text.Length is > 0 and <= MaxLength && !text.AsSpan().ContainsAnyExcept(allowed) && !EndsWithHash(text) && !Devices.Contains(text);
        if (isPlain)
        {
            return text;
        }

        StringBuilder name = new(MaxLength + HashLength + 1);
        foreach (char c in text.AsSpan(0, Math.Min(text.Length, MaxLength)))
        {
            char lower = char.ToLowerInvariant(c);
            name.Append(allowed.Contains(lower) ? lower : '_');
        }

        // As it is in memory, because every encoding has the same bytes for all broken surrogates.
        byte[] hash = SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan()));
        return $"{name}_{Convert.ToHexStringLower(hash.AsSpan(0, HashLength / 2))}";
    }

    private static bool EndsWithHash(string text) =>
        text.Length > HashLength && text[^(HashLength + 1)] == '_' && !text.AsSpan(text.Length - HashLength).ContainsAnyExcept(HexCharacters);
}
