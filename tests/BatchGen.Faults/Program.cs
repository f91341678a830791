using BatchGen.Faults.Checking;
using BatchGen.Faults.Execution;

SuiteOptions options = new() { Seed = int.Parse(args[0]), Schedules = int.Parse(args[1]), Parallel = int.Parse(args[2]), KeepFolders = args.Length > 3 };
await Parallel.ForEachAsync(Enumerable.Range(options.Seed, options.Schedules), new ParallelOptions { MaxDegreeOfParallelism = options.Parallel }, async (seed, _) =>
{
    ScheduleOutcome outcome = await new ScheduleRunner(options.Generate(seed), options).RunAsync();
    Console.WriteLine($"{outcome.Schedule} took {outcome.Took.TotalSeconds:F1} s, repeated {outcome.Repeated}, dlq {outcome.DeadLettered}, fb {outcome.FellBack}, killed {outcome.Killed} problems {outcome.Problems.Count} {outcome.Folder}");
    foreach (string p in outcome.Problems.Take(4)) Console.WriteLine("   - " + p);
});
Console.WriteLine($"runner {System.Diagnostics.Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds:F1} CPU s");
