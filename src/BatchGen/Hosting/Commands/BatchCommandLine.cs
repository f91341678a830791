using System.CommandLine;
using Microsoft.Extensions.Hosting;

namespace BatchGen.Hosting.Commands;

/// <summary>The commands of an executable of batch jobs, their arguments and help.</summary>
internal static class BatchCommandLine
{
    private static readonly Option<bool> Json = new("--json") { Description = "Write the result as JSON to standard output.", Recursive = true };

    public static RootCommand Create(Func<IHost> buildHost)
    {
        CommandHost host = new(buildHost);
        RootCommand root = new("Batch jobs of the Batch Workflow Standard.") { Json, Run(host), StageCommandLine.Create(host, Json), Consume(host), Up(host), Describe(host) };
        root.SetAction((result, token) => host.RunAsync(new UpCommand([], result.GetValue(Json), isImplicit: true), token));
        return root;
    }

    private static Command Run(CommandHost host)
    {
        Argument<string> job = JobArgument();
        Option<string?> batchId = BatchIdOption("The batch's id, a UUID of version 4 or 7; the same id makes the same batch again. Default: a new one.");
        Option<string?> compensates = CompensatesOption("Make this run the one that makes a failed batch of another job good: JOB/BATCH_ID. Its own batch id follows from it.");
        Command command = new("run", "Extract, transform and publish once, with the stages' own attempts.") { job, batchId, compensates };
        command.SetAction((result, token) =>
            host.RunAsync(
                new RunCommand(result.GetRequiredValue(job), result.GetValue(batchId), result.GetValue(compensates), result.GetValue(Json)), token));
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

    internal static Argument<string> JobArgument() => new("job") { Description = "The job's name." };

    private static Argument<string[]> JobsArgument(string description) =>
        new("jobs") { Description = description, Arity = ArgumentArity.ZeroOrMore };

    internal static Option<string?> BatchIdOption(string description) => new("--batch-id") { Description = description };

    internal static Option<string?> CompensatesOption(string description) => new("--compensates") { Description = description };
}
