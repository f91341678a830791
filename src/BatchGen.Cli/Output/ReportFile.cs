using System.Text;

namespace BatchGen.Cli.Output;

/// <summary>Where a report goes: a file, or standard output.</summary>
internal static class ReportFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes a report; a file is replaced as a whole or not at all.</summary>
    /// <param name="text">The report.</param>
    /// <param name="file">The file, or null for standard output.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static async Task WriteAsync(string text, string? file, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            await Console.Out.WriteAsync(text.AsMemory(), cancellationToken).ConfigureAwait(false);
            return;
        }

        string full = Path.GetFullPath(file);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        string temporary = $"{full}.{Guid.NewGuid():N}.tmp";
        try
        {
            await File.WriteAllTextAsync(temporary, text, Utf8, cancellationToken).ConfigureAwait(false);
            File.Move(temporary, full, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }

        await Console.Error.WriteLineAsync($"Written: {file}".AsMemory(), cancellationToken).ConfigureAwait(false);
    }
}
