using System.Text;

namespace BatchGen.Cli.Commands.New;

/// <summary>Writes files that are not there yet: all of them or none.</summary>
internal sealed class NewFiles(IReadOnlyList<(string Path, string Content)> files)
{
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);
    private readonly Stack<Action> _undo = [];

    /// <exception cref="InvalidDataException">One of them is there: nothing was written.</exception>
    public void Write()
    {
        string[] existing = [.. files.Select(static file => file.Path).Where(Path.Exists)];
        if (existing.Length > 0)
        {
            throw new InvalidDataException(
                $"Nothing was written, because {(existing.Length == 1 ? "this file is" : "these files are")} there already:\n"
                + string.Join('\n', existing.Select(static path => $"  {path}"))
                + "\nMove them away, or take another name for the job or another --output.");
        }

        try
        {
            foreach ((string path, string content) in files)
            {
                CreateFolder(Path.GetDirectoryName(path)!);
                WriteFile(path, content);
            }
        }
        catch
        {
            while (_undo.TryPop(out Action? undo))
            {
                undo();
            }

            throw;
        }
    }

    private void CreateFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        CreateFolder(Path.GetDirectoryName(folder)!);
        Directory.CreateDirectory(folder);
        _undo.Push(() => Directory.Delete(folder));
    }

    private void WriteFile(string path, string content)
    {
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllText(temporary, content, Encoding);

            // Not over a file that somebody has written in the meantime.
            File.Move(temporary, path, overwrite: false);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        _undo.Push(() => File.Delete(path));
    }
}
