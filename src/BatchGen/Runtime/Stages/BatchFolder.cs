using System.Text.Json;

namespace BatchGen.Runtime;

/// <summary>The folder of one batch of one job: what its stages leave for each other, and their results.</summary>
internal sealed class BatchFolder
{
    private readonly string _path;

    public BatchFolder(string path)
    {
        _path = Path.GetFullPath(path);
        Directory.CreateDirectory(_path);
    }

    /// <summary>Removes what a process that was killed was writing; for the one that has claimed the batch.</summary>
    public void RemoveUnfinished()
    {
        foreach (string file in Directory.EnumerateFiles(_path, "*.tmp"))
        {
            File.Delete(file);
        }
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

    /// <summary>Removes the files, once nothing of the batch is left to do; but for the claim's, which is its own to remove.</summary>
    public void Clear()
    {
        foreach (string file in Directory.EnumerateFiles(_path))
        {
            if (Path.GetFileName(file) != BatchClaim.FileName)
            {
                File.Delete(file);
            }
        }
    }

    /// <summary>Removes the folder unless there is something in it: the files of a batch that is not done, or of a run that has just begun.</summary>
    public void RemoveIfEmpty()
    {
        try
        {
            if (!Directory.EnumerateFileSystemEntries(_path).Any())
            {
                Directory.Delete(_path);
            }
        }
        catch (IOException)
        {
            // Another process was faster, either way.
        }
    }

    /// <summary>Removes the folder with all that is in it.</summary>
    public void Delete() => Directory.Delete(_path, recursive: true);
}
