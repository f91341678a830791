using System.Diagnostics;
using System.Text.Json;

namespace BatchGen.Faults.Mutants;

/// <summary>
/// Compiles the engine with one of its files replaced, as its project would: the compiler's own command line is asked of the build once, and
/// only the file and the output differ. Nothing in the checkout is written.
/// </summary>
internal sealed class EngineCompiler
{
    private readonly string _project;
    private readonly string _compiler;
    private readonly IReadOnlyList<string> _arguments;

    private EngineCompiler(string project, string compiler, IReadOnlyList<string> arguments)
    {
        _project = project;
        _compiler = compiler;
        _arguments = arguments;
    }

    /// <summary>Where the engine's sources are.</summary>
    public string Sources => _project;

    /// <exception cref="InvalidOperationException">The build does not say how it compiles the engine.</exception>
    public static async Task<EngineCompiler> CreateAsync()
    {
        string project = Path.Combine(FindCheckout(), "src", "BatchGen");
        string output = await RunAsync(
            project,
            [
                "msbuild", "BatchGen.csproj", "-t:Compile", "-nodeReuse:false", "-p:ProvideCommandLineArgs=true", "-p:SkipCompilerExecution=true",
                "-p:BuildProjectReferences=false", "-p:NonExistentFile=__always_compile__", "-p:RunAnalyzers=false", "-p:TreatWarningsAsErrors=false", "-p:Configuration=" + Configuration,
                "-getItem:CscCommandLineArgs", "-getProperty:RoslynTargetsPath",
            ]);
        using JsonDocument answer = JsonDocument.Parse(output);
        string compiler = Path.Combine(answer.RootElement.GetProperty("Properties").GetProperty("RoslynTargetsPath").GetString()!, "bincore", "csc.dll");
        List<string> arguments =
            [.. answer.RootElement.GetProperty("Items").GetProperty("CscCommandLineArgs").EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!)];
        return arguments.Count > 0 && File.Exists(compiler)
            ? new EngineCompiler(project, compiler, arguments)
            : throw new InvalidOperationException($"The build does not say how it compiles {project}.");
    }

    /// <summary>Compiles the engine to <c>BatchGen.dll</c> in a folder.</summary>
    /// <exception cref="InvalidOperationException">The mutant's text is not there exactly once, or does not compile.</exception>
    public async Task CompileAsync(Mutant mutant, string folder)
    {
        string source = await File.ReadAllTextAsync(Path.Combine(_project, mutant.File));
        int first = source.IndexOf(mutant.Original, StringComparison.Ordinal);
        if (first < 0 || source.IndexOf(mutant.Original, first + 1, StringComparison.Ordinal) >= 0)
        {
            throw new InvalidOperationException(
                $"Mutant '{mutant}': its text is {(first < 0 ? "not" : "more than once")} in {mutant.File}. The engine has moved; bring the mutant up to date:\n{mutant.Original}");
        }

        string patched = Path.Combine(folder, Path.GetFileName(mutant.File));
        await File.WriteAllTextAsync(patched, string.Concat(source.AsSpan(0, first), mutant.Replacement, source.AsSpan(first + mutant.Original.Length)));
        string response = Path.Combine(folder, "compile.rsp");
        await File.WriteAllLinesAsync(
            response,
            [
                .. _arguments.Where(argument => !argument.StartsWith("/out:", StringComparison.Ordinal)
                        && !argument.StartsWith("/refout:", StringComparison.Ordinal)
                        && !argument.StartsWith("/doc:", StringComparison.Ordinal)
                        && argument != "/noconfig")
                    .Select(argument => argument == mutant.File ? $"\"{patched}\"" : argument),
                $"/out:\"{Path.Combine(folder, "BatchGen.dll")}\"",
            ]);
        await RunAsync(_project, ["exec", _compiler, "/noconfig", $"@{response}"]);
    }

    private static string Configuration => AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        ? "Release"
        : "Debug";

    private static string FindCheckout()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "BatchGen.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Mutants need the checkout that this program was built from: BatchGen.sln is in no folder above it.");
    }

    private static async Task<string> RunAsync(string folder, IReadOnlyList<string> arguments)
    {
        ProcessStartInfo info = new("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };

        // What a surrounding build or test runner has set must not steer this one.
        foreach (string variable in info.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            info.Environment.Remove(variable);
        }

        using Process process = Execution.Forks.Start(info);
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"dotnet {string.Join(' ', arguments.Take(2))} ended with {process.ExitCode}:\n{output}\n{await error}");
    }
}
