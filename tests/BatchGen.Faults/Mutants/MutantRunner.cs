using BatchGen.Faults.Checking;
using BatchGen.Faults.Execution;
using BatchGen.Faults.Reports;

namespace BatchGen.Faults.Mutants;

/// <summary>What became of a mutant.</summary>
/// <param name="Mutant">Which.</param>
/// <param name="Caught">The first schedule that showed it, or null.</param>
/// <param name="Schedules">How many it went through.</param>
internal sealed record MutantVerdict(Mutant Mutant, ScheduleOutcome? Caught, int Schedules)
{
    public override string ToString() => Caught is null
        ? $"{Mutant}: NOT CAUGHT by {Schedules} schedules ({Mutant.Breaks})"
        : $"{Mutant}: caught by seed {Caught.Schedule.Seed}, schedule {Schedules}: {Caught.Problems[0]}";
}

/// <summary>Runs schedules against broken engines.</summary>
internal static class MutantRunner
{
    /// <summary>Runs schedules that can show the mutant until one does.</summary>
    public static async Task<MutantVerdict> RunAsync(EngineCompiler compiler, Mutant mutant, SuiteOptions options)
    {
        string folder = Directory.CreateTempSubdirectory($"batchgen-mutant-{mutant.Name}-").FullName;
        try
        {
            string application = CopyApplication(options.Application, folder);
            await compiler.CompileAsync(mutant, folder);
            SuiteSummary summary = await Suite.RunAsync(options with
            {
                Application = application,
                Schedules = mutant.MaxSchedules,
                Shows = mutant.Shows,
                MaxFailures = 1,
            });
            foreach (ScheduleOutcome failed in summary.Failed)
            {
                Directory.Delete(failed.Folder, recursive: true);
            }

            return new MutantVerdict(mutant, summary.Failed.Count == 0 ? null : summary.Failed[0], summary.Schedules);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The application beside a place for another engine: what is not changed is only linked.</summary>
    private static string CopyApplication(string application, string folder)
    {
        string from = Path.GetDirectoryName(application)!;
        string name = Path.GetFileNameWithoutExtension(application);
        foreach (string path in Directory.GetFileSystemEntries(from))
        {
            string file = Path.GetFileName(path);
            string to = Path.Combine(folder, file);
            if (file.StartsWith($"{name}.", StringComparison.Ordinal))
            {
                // The host takes the folder of the real file for the application's, so this one has to be real.
                File.Copy(path, to);
            }
            else if (Path.GetFileNameWithoutExtension(file) != "BatchGen" && (Directory.Exists(path) || file.EndsWith(".dll", StringComparison.Ordinal)))
            {
                File.CreateSymbolicLink(to, path);
            }
        }

        return Path.Combine(folder, Path.GetFileName(application));
    }
}
