using System.CommandLine;
using BatchGen.Faults.Checking;
using BatchGen.Faults.Execution;
using BatchGen.Faults.Mutants;
using BatchGen.Faults.Reports;
using BatchGen.Faults.Schedules;

Option<int> seed = new("--seed") { Description = "The first seed; the same seed makes the same schedule. Default: 1.", DefaultValueFactory = _ => 1 };
Option<int> schedules = new("--schedules") { Description = "How many schedules, each with the seed behind the one before. Default: 100.", DefaultValueFactory = _ => 100 };
Option<int> parallel = new("--parallel")
{
    Description = "How many at once. Default: four for each processor.",
    DefaultValueFactory = _ => 4 * Environment.ProcessorCount,
};
Option<string?> servers = new("--bootstrap-servers")
{
    Description = "A real cluster, host:port. Each schedule has its own topics and groups there and deletes its topics. Faults that only the "
        + "embedded broker can be told to have are left out. Default: an embedded broker for each schedule.",
};
Option<string[]> variants = new("--variants")
{
    Description = $"The jobs to choose from: {string.Join(", ", Variant.All.Distinct())}. Default: all.",
    AllowMultipleArgumentsPerToken = true,
};
variants.AcceptOnlyFromAmong([.. Variant.All.Select(variant => variant.Name).Distinct()]);
Option<int> failures = new("--stop-after") { Description = "Failed schedules after which no further one starts. Default: 5.", DefaultValueFactory = _ => 5 };
Option<string?> report = new("--report") { Description = "A file for the figures as JSON." };
Option<bool> keep = new("--keep") { Description = "Keep the folders (events, output, timeline) of schedules in which nothing is wrong too." };
Option<string?> application = new("--app") { Description = "The fault application's assembly, when not the one beside this program." };

RootCommand root = new("Runs schedules of faults against real consumer processes and accounts for every record. Exit code 0 when nothing is wrong, otherwise 1.")
{
    seed, schedules, parallel, servers, variants, failures, report, keep, application,
};
Option<string[]> only = new("--only") { Description = $"The mutants to run: {string.Join(", ", MutantCatalog.All)}. Default: all.", AllowMultipleArgumentsPerToken = true };
Command mutants = new("mutants", "Builds deliberately broken engines and runs schedules against each until one shows it. Exit code 0 when all are caught and the unbroken one is not.")
{
    only, seed, parallel,
};
mutants.SetAction(async (arguments, cancellationToken) =>
{
    string[] named = arguments.GetValue(only) ?? [];
    EngineCompiler compiler = await EngineCompiler.CreateAsync();
    int wrong = 0;
    foreach (Mutant mutant in MutantCatalog.All.Prepend(MutantCatalog.None).Where(mutant => named.Length == 0 || named.Contains(mutant.Name)))
    {
        cancellationToken.ThrowIfCancellationRequested();
        SuiteOptions options = new() { Seed = arguments.GetValue(seed), Parallel = arguments.GetValue(parallel) };
        MutantVerdict verdict = await MutantRunner.RunAsync(compiler, mutant, options);
        wrong += (verdict.Caught is null) == (mutant == MutantCatalog.None) ? 0 : 1;
        Console.WriteLine(verdict);
    }

    return wrong == 0 ? 0 : 1;
});
root.Subcommands.Add(mutants);
root.SetAction(async (arguments, cancellationToken) =>
{
    string[] named = arguments.GetValue(variants) ?? [];
    SuiteOptions options = new()
    {
        Seed = arguments.GetValue(seed),
        Schedules = arguments.GetValue(schedules),
        Parallel = arguments.GetValue(parallel),
        BootstrapServers = arguments.GetValue(servers),
        Variants = named.Length == 0 ? Variant.All : [.. Variant.All.Where(variant => named.Contains(variant.Name))],
        MaxFailures = arguments.GetValue(failures),
        KeepFolders = arguments.GetValue(keep),
    };
    if (arguments.GetValue(application) is { } other)
    {
        options = options with { Application = Path.GetFullPath(other) };
    }

    int ended = 0;
    SuiteSummary summary = await Suite.RunAsync(options, outcome => Console.WriteLine(Line(Interlocked.Increment(ref ended), outcome)), cancellationToken);
    Console.WriteLine();
    Console.Write(summary);
    if (arguments.GetValue(report) is { } file)
    {
        await File.WriteAllTextAsync(file, summary.ToJson(), CancellationToken.None);
    }

    return summary.Failed.Count == 0 ? 0 : 1;
});
return await root.Parse(args).InvokeAsync();

string Line(int number, ScheduleOutcome outcome) =>
    $"{number,5}  {(outcome.Problems.Count == 0 ? "ok    " : "FAILED")} {outcome.Schedule}; {outcome.Took.TotalSeconds:F1} s, {outcome.Killed} killed, {outcome.Repeated} repeated"
    + (outcome.Problems.Count == 0 ? "" : $"\n       {outcome.Problems[0]} ({outcome.Folder})");
