using System.CommandLine;
using BatchGen.Runtime;
using Microsoft.Extensions.Hosting;

namespace BatchGen.Hosting.Commands;

/// <summary>The commands of an executable of batch jobs, their arguments and help.</summary>
internal static class BatchCommandLine
{
    private static readonly Option<bool> Json = new("--json") { Description = "Write the result as JSON to standard output.", Recursive = true };

    public static RootCommand Create(Func<IHost> buildHost)
    {
        CommandHost host = new(buildHost);
        RootCommand root = new("Batch jobs of the Batch Workflow Standard.") { Json, Run(host), Stage(host), Consume(host), Up(host), Describe(host) };
        root.SetAction((result, token) => host.RunAsync(new UpCommand([], result.GetValue(Json), isImplicit: true), token));
        return root;
    }

    private static Command Run(CommandHost host)
    {
        Argument<string> job = JobArgument();
        Option<string?> batchId = BatchIdOption("The batch's id, a UUID of version 4 or 7; the same id makes the same batch again. Default: a new one.");
        Option<string?> compensates = new("--compensates")
        {
            Description = "Make this run the one that makes a failed batch of another job good: JOB/BATCH_ID. Its own batch id follows from it.",
        };
        Command command = new("run", "Extract, transform and publish once, with the stages' own attempts.") { job, batchId, compensates };
        command.SetAction((result, token) =>
            host.RunAsync(
                new RunCommand(result.GetRequiredValue(job), result.GetValue(batchId), result.GetValue(compensates), result.GetValue(Json)), token));
        return command;
    }

    private static Command Stage(CommandHost host)
    {
        Argument<string> job = JobArgument();
        Argument<string> stage = new("stage") { Description = "extract, transform or publish." };
        stage.AcceptOnlyFromAmong("extract", "transform", "publish");
        Option<string?> batchId = BatchIdOption("The batch's id, a UUID of version 4 or 7.");
        batchId.Required = true;
        Option<string> folder = new("--batch-dir")
        {
            Description = "The batch's folder: what stages leave for each other, and STAGE.result.json.",
            Required = true,
        };
        Option<bool> ignoreInput = new("--ignore-stdin") { Description = "Do not end when standard input closes." };
        Command command = new(
            "stage",
            "One attempt of one stage, for an outside orchestrator that owns the retries. Exit codes: 0 done; 64, 65, 66, 77, 78 permanent; "
            + "else worth a retry. Ends when standard input closes.")
        {
            job, stage, batchId, folder, ignoreInput,
        };
        command.SetAction((result, token) => host.RunAsync(
            new StageCommand(
                result.GetRequiredValue(job),
                Enum.Parse<StageKind>(result.GetRequiredValue(stage), ignoreCase: true),
                result.GetValue(batchId)!,
                result.GetRequiredValue(folder),
                result.GetValue(ignoreInput),
                result.GetValue(Json)),
            token));
        return command;
    }

    private static Command Consume(CommandHost host)
    {
        Argument<string[]> jobs = JobsArgument("The jobs whose consumers to run. Default: all.");
        Command command = new("consume", "The consumers, until stopped; a stop finishes and commits what is in hand.") { jobs };
        command.SetAction((result, token) => host.RunAsync(new ConsumeCommand(result.GetValue(jobs) ?? [], result.GetValue(Json)), token));
        return command;
    }

    private static Command Up(CommandHost host)
    {
        Argument<string[]> jobs = JobsArgument("The jobs to run. Default: all.");
        Command command = new(
            "up", "Everything in one process, on an embedded broker unless a cluster is configured: the consumers, one run of each job, a summary.")
        {
            jobs,
        };
        command.SetAction((result, token) => host.RunAsync(new UpCommand(result.GetValue(jobs) ?? [], result.GetValue(Json), isImplicit: false), token));
        return command;
    }

    private static Command Describe(CommandHost host)
    {
        Argument<string[]> jobs = JobsArgument("The jobs to describe. Default: all.");
        Command command = new("describe", "The jobs, their stages, topics, groups and schedules.") { jobs };
        command.SetAction((result, token) => host.RunAsync(new DescribeCommand(result.GetValue(jobs) ?? [], result.GetValue(Json)), token));
        return command;
    }

    private static Argument<string> JobArgument() => new("job") { Description = "The job's name." };

    private static Argument<string[]> JobsArgument(string description) =>
        new("jobs") { Description = description, Arity = ArgumentArity.ZeroOrMore };

    private static Option<string?> BatchIdOption(string description) => new("--batch-id") { Description = description };
}
