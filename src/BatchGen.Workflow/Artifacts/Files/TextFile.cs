using System.Text;

namespace BatchGen.Workflow.Artifacts.Files;

/// <summary>The text of a file, and how it is written: line ends and byte order mark stay as they are.</summary>
/// <param name="Text">All of it, with the line ends that it has.</param>
/// <param name="HasByteOrderMark">Whether it begins with one.</param>
internal sealed record TextFile(string Text, bool HasByteOrderMark)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The end of its first line.</summary>
    public string LineEnd => LineEndOf(Text);

    public static string LineEndOf(string text)
    {
        int end = text.IndexOf('\n', StringComparison.Ordinal);
        return end > 0 && text[end - 1] == '\r' ? "\r\n" : "\n";
    }

    /// <summary>The file, or null where there is none.</summary>
    /// <exception cref="InvalidDataException">It is no UTF-8: written again it would not be what it was.</exception>
    public static TextFile? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        ReadOnlySpan<byte> bytes = File.ReadAllBytes(path);
        bool hasMark = bytes.StartsWith(Encoding.UTF8.Preamble);
        try
        {
            return new(Strict.GetString(hasMark ? bytes[3..] : bytes), hasMark);
        }
        catch (DecoderFallbackException exception)
        {
            throw new InvalidDataException($"'{path}' is not UTF-8; save it as UTF-8", exception);
        }
    }

    /// <summary>Writes a file as a whole or not at all: beside its place first, then moved there.</summary>
    public static void Write(string path, string text, bool hasByteOrderMark)
    {
        // A link stays one: what it leads to is written.
        string target = File.Exists(path) && File.ResolveLinkTarget(path, returnFinalTarget: true) is { } link ? link.FullName : path;
        string folder = Path.GetDirectoryName(target)!;
        Directory.CreateDirectory(folder);
        string temporary = Path.Combine(folder, $".{Path.GetFileName(target)}.{Environment.ProcessId}.tmp");
        try
        {
            byte[] bytes = Strict.GetBytes(text);
            File.WriteAllBytes(temporary, hasByteOrderMark ? [.. Encoding.UTF8.Preamble, .. bytes] : bytes);
            if (!OperatingSystem.IsWindows() && File.Exists(target))
            {
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
            }

            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
