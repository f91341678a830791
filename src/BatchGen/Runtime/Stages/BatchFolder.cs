using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace BatchGen.Runtime;

/// <summary>The folder of one batch of one job: what its stages leave for each other, and their results.</summary>
[SuppressMessage("Reliability", "CA1001:Types that own disposable fields should be disposable", Justification = "Whoever asked for the lock disposes it.")]
internal sealed class BatchFolder
{
    private readonly string _path;
    private FileStream? _lock;

    public BatchFolder(string path)
    {
        _path = Path.GetFullPath(path);
        Directory.CreateDirectory(_path);
    }

    /// <summary>What extract read.</summary>
    public string Extracted => Path.Combine(_path, "extract.jsonl");

    /// <summary>What transform made of it.</summary>
    public string Transformed => Path.Combine(_path, "transform.jsonl");

    /// <summary>Writes a stage's result file, whole or not at all.</summary>
    public void WriteResult(StageResult result)
    {
        string path = Path.Combine(_path, $"{result.TaskName}.result.json");
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(result, StageResultJson.Default.StageResult));
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>
    /// Takes the batch for this process until the result is disposed, or the process ends in whatever way: two runs of one batch would
    /// write each other's files (standard 2.3).
    /// </summary>
    /// <exception cref="BatchInUseException">Another process has it.</exception>
    public IDisposable Lock()
    {
        string path = Path.Combine(_path, ".lock");
        string owner = Path.Combine(_path, ".lock-owner");
        try
        {
            // The operating system gives the lock back when the process dies; the file itself means nothing.
            FileStream file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(owner, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            _lock = file;
            return file;
        }
        catch (IOException exception) when (File.Exists(path))
        {
            throw new BatchInUseException(_path, OwnerOf(owner), exception);
        }
    }

    private static string OwnerOf(string path)
    {
        try
        {
            return $"process {File.ReadAllText(path)}";
        }
        catch (IOException)
        {
            return "another process";
        }
    }

    /// <summary>Removes the folder, once nothing of the batch is left to do.</summary>
    public void Delete()
    {
        // An open file cannot be deleted everywhere.
        _lock?.Dispose();
        Directory.Delete(_path, recursive: true);
    }
}

/// <summary>Two processes want to run the same batch at once.</summary>
internal sealed class BatchInUseException(string folder, string owner, Exception inner)
    : Exception($"This batch is being run by {owner} (folder {folder}). Wait for it, or stop it, and run the batch again.", inner);
