using System.CommandLine;
using System.CommandLine.Parsing;
using BatchGen.Workflow.Models;
using BatchGen.Workflow.Reading;

namespace BatchGen.Cli.Commands;

/// <summary>Which jobs a command is about: the argument and options of every command that reads assemblies.</summary>
internal sealed class ProjectOptions
{
    public Argument<string[]> Paths { get; } = new("path")
    {
        Description = "Projects, solutions, assemblies, or folders of one of them, which are taken together. Default: the current folder.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public Option<string> Configuration { get; } = new("--configuration", "-c")
    {
        Description = "The build configuration whose assemblies are read.",
        DefaultValueFactory = static _ => "Debug",
        HelpName = "name",
    };

    public Option<bool> Build { get; } = new("--build") { Description = "Build first." };

    public ProjectOptions() => Paths.Validators.Add(static result =>
    {
        // An option that does not exist would otherwise be a path that does not exist.
        foreach (Token token in result.Tokens.Where(static token => token.Value.StartsWith('-')))
        {
            result.AddError($"'{token.Value}' is no option of this command.");
        }
    });

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(Paths);
        command.Add(Configuration);
        command.Add(Build);
    }

    /// <summary>Reads the jobs; what takes a while is said on standard error.</summary>
    /// <exception cref="NoJobsException">There are none.</exception>
    public Task<BatchSolution> ReadAsync(ParseResult command, CancellationToken cancellationToken) => SolutionReader.ReadAsync(
        command.GetValue(Paths) ?? [],
        new SolutionReadOptions
        {
            Configuration = command.GetRequiredValue(Configuration),
            Build = command.GetValue(Build),
            OnProgress = static step => Console.Error.WriteLine(step),
        },
        cancellationToken);
}
