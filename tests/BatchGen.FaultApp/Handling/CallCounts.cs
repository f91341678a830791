namespace BatchGen.FaultApp.Handling;

/// <summary>How often something was done with a record, over all processes and their deaths: a byte in the record's file for each time.</summary>
public sealed class CallCounts(FaultSettings settings)
{
    /// <summary>Counts one more and returns the count.</summary>
    public long Next(string recordId)
    {
        string folder = Path.Combine(settings.Folder, "counts");
        Directory.CreateDirectory(folder);
        using FileStream file = new(Path.Combine(folder, recordId), FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.WriteByte((byte)'.');
        return file.Length;
    }
}
