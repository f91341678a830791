using System.Globalization;

namespace BatchGen.Runtime;

/// <summary>
/// What an owner of a partition leaves beside its committed offset for the case that it dies: how many have begun at that offset and got
/// nothing done, and which record was in hand alone.
/// </summary>
/// <param name="Starts">Owners in a row that began at this offset and neither got on nor said goodbye.</param>
/// <param name="Suspect">The offset of the record that was handled alone, or null.</param>
/// <param name="Deaths">How many owners died with the suspect in hand, this one included should it die.</param>
internal readonly record struct CrashNote(int Starts, long? Suspect, int Deaths)
{
    private const string Prefix = "batchgen/1";

    public override string ToString() => Suspect is { } suspect
        ? string.Create(CultureInfo.InvariantCulture, $"{Prefix} starts={Starts} suspect={suspect} deaths={Deaths}")
        : string.Create(CultureInfo.InvariantCulture, $"{Prefix} starts={Starts}");

    /// <summary>Reads a note; what somebody else wrote, or a newer version, is none.</summary>
    public static CrashNote Parse(string text)
    {
        string[] parts = text.Split(' ');
        return parts[0] != Prefix || Number(parts, "starts=") is not { } starts
            ? default
            : new CrashNote((int)starts, Number(parts, "suspect="), (int)(Number(parts, "deaths=") ?? 0));
    }

    private static long? Number(string[] parts, string name) =>
        Array.Find(parts, part => part.StartsWith(name, StringComparison.Ordinal)) is { } found
        && long.TryParse(found.AsSpan(name.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : null;
}
