using System.Diagnostics;
using System.Text.RegularExpressions;
using BatchGen.Analyzers.Rules;

namespace BatchGen.Analyzers.Tests.Rules.Book;

/// <summary>The sample that does not build: what a user sees in a terminal, from a build as a user makes it.</summary>
public sealed partial class ViolationsSampleTests
{
    private const string Sample = "samples/Violations";

    // Of each kind one: what a job declares, its schedule, its code, a file beside it, and Kafka code that is no job's.
    private static readonly string[] Shown = ["BWS1001", "BWS1302", "BWS2104", "BWS3207", "BWS4101", "BWS4203", "BWS4302", "BWS4403", "BWS4405"];

    [Fact]
    public void Has_a_file_for_every_rule_that_a_source_file_can_break()
    {
        IEnumerable<string> files = Directory.GetFiles(RepositoryFiles.At(Sample), "BWS*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetFileNameWithoutExtension(file));
        IEnumerable<string> rules = RuleBook.All.Where(rule => rule.Descriptor.Category != RuleCategory.Settings).Select(rule => $"{rule.Id}_{rule.Name}");
        Assert.Equal(rules, files.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Fails_to_build_with_the_expected_output()
    {
        (int exitCode, string output) = await BuildAsync();
        Assert.True(exitCode != 0, $"The sample must not build, but did:\n{output}");
        string diagnostics = Diagnostics(output);
        Assert.All(RuleBook.All, rule => Assert.Contains($"{Severity(rule)} {rule.Id}:", diagnostics));
        RepositoryFiles.AssertCurrent($"{Sample}/expected-output.txt", diagnostics);
    }

    [Fact]
    public void The_README_shows_some_of_what_the_build_says()
    {
        IEnumerable<string> lines = HelpLink().Replace(RepositoryFiles.Read($"{Sample}/expected-output.txt"), "")
            .Split('\n')
            .Where(static line => Array.Exists(Shown, id => line.Contains($" {id}: ", StringComparison.Ordinal)));
        RepositoryFiles.AssertSectionCurrent("README.md", "violations", $"```text\n{string.Join("\n", lines)}\n```\n");
    }

    // Advice is not printed by a build: the sample raises it to a warning.
    private static string Severity(Rule rule) =>
        rule.Descriptor.DefaultSeverity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error ? "error" : "warning";

    /// <summary>The diagnostics of a build: sorted, each once, without the folder and project that they come from.</summary>
    private static string Diagnostics(string output) => string.Concat(
        DiagnosticLine().Matches(output)
            .Select(match => $"{match.Groups["file"].Value}{match.Groups["rest"].Value}\n")
            .Distinct()
            .Order(StringComparer.Ordinal));

    private static async Task<(int ExitCode, string Output)> BuildAsync()
    {
        // Into a folder of its own, so that a build in the repository and this one do not wait for each other's files.
        string artifacts = Directory.CreateTempSubdirectory("violations-").FullName;
        try
        {
            ProcessStartInfo start = new("dotnet")
            {
                WorkingDirectory = RepositoryFiles.At(Sample),
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                ArgumentList =
                {
                    "build", "--nologo", "--disable-build-servers", "-p:NuGetInteractive=false", "--artifacts-path", artifacts, "-tl:off", "-clp:NoSummary", "-v:quiet",
                },
            };
            start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
            start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
            start.Environment.Remove("UPDATE");
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, output + await errors);
        }
        finally
        {
            Directory.Delete(artifacts, recursive: true);
        }
    }

    [GeneratedRegex(@"^(?:(?<folder>.*[\\/])(?<file>[^\\/(\r\n]+\(\d+,\d+\): )|CSC : (?<file>))(?<rest>(?:error|warning) [A-Z]+\d+: .*?)(?: \[[^\]\r\n]+\])?\r?$", RegexOptions.Multiline)]
    private static partial Regex DiagnosticLine();

    [GeneratedRegex(@" \(https://\S+\)$", RegexOptions.Multiline)]
    private static partial Regex HelpLink();
}
