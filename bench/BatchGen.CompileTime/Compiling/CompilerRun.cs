using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using BatchGen.CompileTime.Sources;

namespace BatchGen.CompileTime.Compiling;

/// <summary>What one run of the compiler took, in seconds.</summary>
/// <param name="Elapsed">From start to end of the process.</param>
/// <param name="Analyzers">By the compiler's own report: the time of all analyzers, summed over threads.</param>
/// <param name="Generators">By the same report: the time of the generator.</param>
internal sealed record CompilerTimes(double Elapsed, double Analyzers, double Generators);

/// <summary>Runs the SDK's compiler on a project, in a process of its own, as a clean build on a build server does.</summary>
internal sealed partial class CompilerRun : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("compile-time-").FullName;
    private readonly string _arguments;
    private readonly string _emitted;

    public CompilerRun(SourceProject project)
    {
        _emitted = Directory.CreateDirectory(Path.Combine(_folder, "emitted")).FullName;
        List<string> lines = ["/nostdlib", "/target:library", "/nullable:enable", "/langversion:latest", "/deterministic", "/nologo"];
        lines.AddRange(ReferenceFiles.WritePlatform(Directory.CreateDirectory(Path.Combine(_folder, "ref")).FullName).Select(file => $"/reference:\"{file}\""));
        lines.AddRange(ReferenceFiles.Libraries.Select(file => $"/reference:\"{file}\""));
        lines.Add($"/out:\"{Path.Combine(_folder, "out.dll")}\"");
        foreach ((int index, string source) in project.Files.Index())
        {
            string file = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"File{index}.cs"));
            File.WriteAllText(file, source);
            lines.Add($"\"{file}\"");
        }

        _arguments = Path.Combine(_folder, "project.rsp");
        File.WriteAllLines(_arguments, lines);
        Start([$"/analyzer:{ReferenceFiles.Analyzers}", $"/generatedfilesout:{_emitted}"]);
    }

    /// <summary>Compiles with generator and rules.</summary>
    public CompilerTimes With() => Measure([$"/analyzer:{ReferenceFiles.Analyzers}"]);

    /// <summary>Compiles the same code, that which the generator wrote included, with neither.</summary>
    public CompilerTimes Without() => Measure(Directory.GetFiles(_emitted, "*.cs", SearchOption.AllDirectories));

    /// <summary>The compiler's report of one run, analyzer by analyzer and rule by rule.</summary>
    public string Report() => Start([$"/analyzer:{ReferenceFiles.Analyzers}", "/reportanalyzer"]);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private CompilerTimes Measure(string[] arguments)
    {
        Stopwatch watch = Stopwatch.StartNew();
        string output = Start([.. arguments, "/reportanalyzer"]);
        return new(watch.Elapsed.TotalSeconds, Seconds(AnalyzerTotal(), output), Seconds(GeneratorTotal(), output));
    }

    /// <exception cref="InvalidOperationException">The project does not compile.</exception>
    private string Start(string[] arguments)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, ArgumentList = { "exec", Compiler(), "/noconfig", $"@{_arguments}" } };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"The project does not compile:\n{string.Join('\n', output.Split('\n').Take(10))}");
    }

    private static double Seconds(Regex total, string output) =>
        total.Match(output) is { Success: true } match ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 0;

    private static string Compiler()
    {
        string root = Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));
        return Directory.GetDirectories(Path.Combine(root, "sdk"))
            .Select(sdk => Path.Combine(sdk, "Roslyn", "bincore", "csc.dll"))
            .Where(File.Exists)
            .Order(StringComparer.Ordinal)
            .Last();
    }

    [GeneratedRegex(@"Total analyzer execution time: <?\s*([\d.]+)")]
    private static partial Regex AnalyzerTotal();

    [GeneratedRegex(@"Total generator execution time: <?\s*([\d.]+)")]
    private static partial Regex GeneratorTotal();
}
