using System.CommandLine;
using BatchGen.Workflow.Models;

namespace BatchGen.Cli.Commands.Generate;

/// <summary><c>generate</c>: the files that follow from the jobs.</summary>
internal static class GenerateCommand
{
    public static Command Create()
    {
        ProjectOptions projects = new();
        Option<bool> check = new("--check") { Description = "Write nothing; exit code 1 when a file is not current. For CI." };
        Option<bool> overwrite = new("--overwrite")
        {
            Description = "Also replace what was edited by hand, and schemas whose change breaks readers of the topic.",
        };
        Option<bool> json = new("--json") { Description = "Write the result as JSON to standard output." };
        Command command = new("generate", "Write what follows from the jobs: Prefect's files, schemas, documents, containers. Only what differs is written; what was edited by hand is kept.");
        projects.AddTo(command);
        command.Add(check);
        command.Add(overwrite);
        command.Add(json);
        command.Validators.Add(result =>
        {
            if (result.GetValue(check) && result.GetValue(overwrite))
            {
                result.AddError("--check writes nothing, so it does not go with --overwrite.");
            }
        });
        command.SetAction((result, cancellationToken) => ToolHost.RunAsync(async () =>
        {
            BatchSolution solution = await projects.ReadAsync(result, cancellationToken).ConfigureAwait(false);
            return await new GenerateRun(solution, result.GetValue(check), result.GetValue(overwrite), result.GetValue(json)).RunAsync(cancellationToken).ConfigureAwait(false);
        }));
        return command;
    }
}
