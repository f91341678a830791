using System.Globalization;

namespace BatchGen.Runtime;

/// <summary>Another process runs the batch.</summary>
internal sealed class BatchInUseException(string job, Guid batchId, long? holder) : Exception(
    $"Batch {batchId} of job '{job}' is being run by {(holder is { } id ? $"process {id.ToString(CultureInfo.InvariantCulture)}" : "another process")}; "
    + "run it again when that one has ended.");

/// <summary>
/// The right to run a batch: a lock of the operating system on a file in the batch's folder, which ends with the process, however that ends
/// (two runs of one slot write the same files). The file is as long as its holder's process id is large, because only that can be seen of a
/// locked file.
/// </summary>
internal sealed class BatchClaim : IDisposable
{
    public const string FileName = "batch.lock";

    private const int MaxTries = 100;

    /// <summary>Windows removes an open file only by itself; elsewhere it would go by name, even where another has that name by now.</summary>
    private static readonly FileOptions Removal = OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None;

    private readonly FileStream _file;
    private readonly string _path;

    private BatchClaim(FileStream file, string path)
    {
        _file = file;
        _path = path;
    }

    /// <exception cref="BatchInUseException">Another process has it.</exception>
    public static BatchClaim Take(string folder, string job, Guid batchId)
    {
        string path = Path.Combine(Path.GetFullPath(folder), FileName);
        for (int tries = 1; ; tries++)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            FileStream file;
            try
            {
                file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, Removal);
            }
            catch (DirectoryNotFoundException) when (tries < MaxTries)
            {
                // The holder before has just removed the folder.
                continue;
            }
            catch (IOException) when (File.Exists(path))
            {
                throw new BatchInUseException(job, batchId, HolderOf(path));
            }
            catch (IOException) when (tries < MaxTries)
            {
                // Locked when it was opened, and gone by now.
                continue;
            }

            if (IsAt(file, path))
            {
                return new BatchClaim(file, path);
            }

            // The holder before removed the file between its being opened and locked here: what is locked is nobody's.
            file.Dispose();
            if (tries >= MaxTries)
            {
                throw new BatchInUseException(job, batchId, holder: null);
            }
        }
    }

    /// <summary>Removes the file while it is still locked, so that nobody else's is removed.</summary>
    public void Dispose()
    {
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(_path);
        }

        _file.Dispose();
    }

    /// <summary>
    /// Whether the file that is locked is the one that others will find. A time that nobody else can have set tells: two whole seconds
    /// are the coarsest that a file system keeps.
    /// </summary>
    private static bool IsAt(FileStream file, string path)
    {
        DateTime mark = DateTime.UnixEpoch.AddYears(20).AddSeconds(2L * Random.Shared.Next(1, 1 << 29));
        file.SetLength(Environment.ProcessId);
        File.SetLastWriteTimeUtc(file.SafeFileHandle, mark);
        return OperatingSystem.IsWindows() || (File.Exists(path) && File.GetLastWriteTimeUtc(path) == mark);
    }

    private static long? HolderOf(string path)
    {
        try
        {
            return new FileInfo(path).Length is > 0 and long id ? id : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
