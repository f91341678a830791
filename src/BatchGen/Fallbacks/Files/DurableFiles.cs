using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace BatchGen.Fallbacks;

/// <summary>Files and folders for their owner only, that are on the disk when a call returns.</summary>
internal static partial class DurableFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Creates a folder that only its owner may enter; one that exists stays as it is.</summary>
    public static void CreateFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        if (Path.GetDirectoryName(folder) is not { Length: > 0 } parent)
        {
            Directory.CreateDirectory(folder);
            return;
        }

        if (!Directory.Exists(parent))
        {
            CreateParents(parent);
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        }

        FlushFolder(parent);
    }

    /// <summary>Writes a file beside its place, flushes it and renames it: a reader sees the whole file, the one before, or none.</summary>
    public static async Task WriteAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        try
        {
            await using (FileStream file = new(temporary, options))
            {
                await file.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            Discard(temporary);
            throw;
        }

        FlushFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>
    /// Makes names in a folder survive a crash of the machine: the file system keeps a rename in memory until the folder itself is
    /// flushed. .NET opens no folders, so the handle comes from the system; Windows flushes names with their files.
    /// </summary>
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        const int readOnly = 0;
        int closeOnExec = OperatingSystem.IsMacOS() ? 0x0100_0000 : 0x0008_0000;
        using SafeFileHandle handle = new(Open(folder, readOnly | closeOnExec), ownsHandle: true);
        if (handle.IsInvalid)
        {
            throw new IOException($"{folder} cannot be opened, so what was written there may not survive a crash ({Marshal.GetLastPInvokeErrorMessage()}).");
        }

        RandomAccess.FlushToDisk(handle);
    }

    /// <summary>The folders above a store are not its own: they get the permissions that the process gives to any folder.</summary>
    private static void CreateParents(string folder)
    {
        if (Path.GetDirectoryName(folder) is { Length: > 0 } parent)
        {
            if (!Directory.Exists(parent))
            {
                CreateParents(parent);
            }

            Directory.CreateDirectory(folder);
            FlushFolder(parent);
        }
    }

    private static void Discard(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The folder is away with it; why the write failed is what the caller has to know.
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);
}
