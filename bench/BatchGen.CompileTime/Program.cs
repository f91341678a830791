using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using BatchGen.CompileTime.Sources;

Option<bool> quick = new("--quick") { Description = "A smoke run: small projects, one round. Its numbers mean nothing." };
Option<int> rounds = new("--rounds") { Description = "Measured rounds, after one that is not.", DefaultValueFactory = _ => 5 };
Option<bool> editsOnly = new("--edits") { Description = "Only the edits, without whole builds." };
Option<bool> report = new("--report") { Description = "Print the compiler's own report of analyzers for each project." };
RootCommand command = new("Measures what BatchGen's generator and rules add to a build and to an edit.") { quick, rounds, report, editsOnly };
command.SetAction(parsed =>
{
    bool isQuick = parsed.GetValue(quick);
    int count = isQuick ? 1 : parsed.GetValue(rounds);
    SourceProject jobs = JobSources.Create(isQuick ? 5 : 500);
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}; medians of {count}"));
    SourceProject[] projects = [jobs, PlainSources.Create(isQuick ? 1_000 : 100_000), ConsumerSources.Create(isQuick ? 5 : 500)];
    foreach (SourceProject project in parsed.GetValue(editsOnly) ? [] : projects)
    {
        Builds.Measure(project, count, parsed.GetValue(report));
    }

    Edits.Measure(jobs, count);
});
return command.Parse(args).Invoke();
