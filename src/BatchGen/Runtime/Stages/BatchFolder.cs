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

    /// <summary>What attempts to publish have left unacknowledged.</summary>
    public UnsentFile Unsent => new(Path.Combine(_path, "publish.unsent.json"));

    /// <summary>Writes a stage's result file, whole or not at all.</summary>
    public void WriteResult(StageResult result) =>
        WholeFile.Write(ResultOf(result.TaskName), JsonSerializer.SerializeToUtf8Bytes(result, StageResultJson.Default.StageResult));

    /// <summary>Removes a stage's result: where one is, it is of the last attempt, or that one was killed.</summary>
    public void RemoveResult(string stage) => File.Delete(ResultOf(stage));

    /// <summary>Reads a stage's result; null where there is none.</summary>
    /// <exception cref="PermanentFailureException">The file is not the result of a stage of this batch.</exception>
    public StageResult? FindResult(string stage, string job, Guid batchId)
    {
        string path = ResultOf(stage);
        StageResult? result;
        try
        {
            result = JsonSerializer.Deserialize(File.ReadAllBytes(path), StageResultJson.Default.StageResult);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (JsonException exception)
        {
            throw new PermanentFailureException($"'{path}' is damaged ({exception.Message}): run {stage} of this batch again.", exception);
        }

        return result is not null && result.Job == job && result.BatchId == batchId
            ? result
            : throw new PermanentFailureException($"'{path}' is of another batch or job: each batch needs a --batch-dir of its own.");
    }

    /// <summary>Reads a stage's result.</summary>
    /// <exception cref="MissingSpoolException">There is none: the stage has to run first.</exception>
    /// <exception cref="PermanentFailureException">The file is not the result of a stage of this batch.</exception>
    public StageResult ReadResult(string stage, string job, Guid batchId) =>
        FindResult(stage, job, batchId) ?? throw new MissingSpoolException(ResultOf(stage));

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

    private string ResultOf(string stage) => Path.Combine(_path, $"{stage}.result.json");
}
