using System.Text.Json;

namespace BatchGen.Cli.Replaying.Journal;

/// <summary>Reads a journal's lines.</summary>
internal static class JournalReader
{
    /// <summary>Reads what was written in full.</summary>
    /// <param name="path">The journal; it need not exist.</param>
    /// <param name="scope">What it has to be about.</param>
    /// <returns>The state, and how many bytes are whole lines: a line that ends without its end was being written when the process died.</returns>
    /// <exception cref="InvalidDataException">The journal is damaged, or is about something else.</exception>
    public static (JournalState State, long Length) Read(string path, string scope)
    {
        JournalState state = new();
        if (!File.Exists(path))
        {
            return (state, 0);
        }

        byte[] bytes = ReadAll(path);
        int start = 0;
        for (int number = 1; bytes.AsSpan(start).IndexOf((byte)'\n') is >= 0 and int length; number++)
        {
            JournalLine line = Parse(bytes.AsSpan(start, length), path, number);
            if (number == 1)
            {
                CheckFirst(line, path, scope);
            }
            else
            {
                Apply(state, line, path, number);
            }

            start += length + 1;
        }

        return (state, start);
    }

    /// <summary>Also while a replay writes it.</summary>
    private static byte[] ReadAll(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] bytes = new byte[file.Length];
        return bytes.AsSpan(0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)).ToArray();
    }

    private static JournalLine Parse(ReadOnlySpan<byte> utf8, string path, int number)
    {
        try
        {
            return JsonSerializer.Deserialize(utf8, JournalJson.Default.JournalLine) ?? throw Damaged(path, number, "null");
        }
        catch (JsonException exception)
        {
            throw Damaged(path, number, exception.Message);
        }
    }

    private static void CheckFirst(JournalLine line, string path, string scope)
    {
        if (line is not { Kind: "journal", Version: { } version })
        {
            throw new InvalidDataException($"{path} is not a journal of a replay.");
        }

        if (version != JournalLine.CurrentVersion)
        {
            throw new InvalidDataException($"The journal {path} has version {version}; this tool reads {JournalLine.CurrentVersion}.");
        }

        if (line.Scope != scope)
        {
            throw new InvalidDataException($"The journal {path} is about '{line.Scope}', not about '{scope}'. Name another file with --journal.");
        }
    }

    private static void Apply(JournalState state, JournalLine line, string path, int number)
    {
        try
        {
            state.Apply(line);
        }
        catch (InvalidDataException exception)
        {
            throw Damaged(path, number, exception.Message);
        }
    }

    private static InvalidDataException Damaged(string path, int number, string why) => new(
        $"The journal {path} is damaged at line {number} ({why}), so what was replayed before is not known. Restore the file from a backup, or "
        + "start a new one with --journal: letters that were replayed before would then be sent again.");
}
