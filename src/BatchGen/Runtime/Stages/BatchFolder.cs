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

    /// <summary>Removes the folder, once nothing of the batch is left to do.</summary>
    public void Delete() => Directory.Delete(_path, recursive: true);
}
