using System.Runtime.InteropServices;

namespace BatchGen.FaultApp.Handling;

/// <summary>Ends this process as the kernel does when memory runs out: no handler, no finally, no flush.</summary>
internal static partial class SelfKill
{
    private const int SigKill = 9;

    public static void Now()
    {
        _ = Kill(Environment.ProcessId, SigKill);
        Thread.Sleep(Timeout.Infinite);
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
