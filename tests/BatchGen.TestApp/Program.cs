using System.Diagnostics;
using BatchGen;
using BatchGen.TestApp;
using Microsoft.Extensions.DependencyInjection;

// What a user's Program.cs looks like, with jobs whose plans are written by hand.
int code = await BatchApp.RunAsync(args, services => services.AddBatchJob<DemoJob>().AddBatchJob<ConsumerJob>().AddEmbeddedKafka());
if (DemoMode.Current == "peak")
{
    // What a test wants to know of this process can only be asked from inside once it has ended.
    await Console.Error.WriteLineAsync($"peak {Process.GetCurrentProcess().PeakWorkingSet64}");
}

return code;
