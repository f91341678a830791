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

    /// <summary>Whoever started this process for a schedule holds its input open: nothing is left behind when the suite itself dies.</summary>
    public static void WhenInputEnds()
    {
        if (Environment.GetEnvironmentVariable(FaultSettings.ProcessVariable) is null)
        {
            return;
        }

        Thread watch = new(static () =>
        {
            using Stream input = Console.OpenStandardInput();
            while (input.ReadByte() >= 0)
            {
                // Nobody writes.
            }

            Now();
        });
        watch.IsBackground = true;
        watch.Start();
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
