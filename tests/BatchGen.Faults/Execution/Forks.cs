using System.Diagnostics;
using BatchGen.Testing;

namespace BatchGen.Faults.Execution;

/// <summary>
/// Keeps the start of a process and the end of a broker apart. A broker that goes down closes its listener and binds its port again; in
/// between, a process that was forked and has not yet become its program still has that listener open, the port is in use, and the native
/// cluster aborts. Nothing but a lock helps: both happen in this process, and neither can be told to wait.
/// </summary>
internal static class Forks
{
    private static readonly Lock Gate = new();

    /// <summary>Starts a process; when this returns, it has become its program.</summary>
    public static Process Start(ProcessStartInfo info)
    {
        lock (Gate)
        {
            return Process.Start(info)!;
        }
    }

    /// <summary>Takes a broker down.</summary>
    public static void TakeDown(EmbeddedKafkaFaults faults, int broker)
    {
        lock (Gate)
        {
            faults.TakeDown(broker);
        }
    }
}
