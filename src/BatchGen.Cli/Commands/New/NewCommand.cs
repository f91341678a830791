using System.CommandLine;
using System.CommandLine.Parsing;
using BatchGen.Analyzers.Rules;
using BatchGen.Analyzers.Rules.Section10Jobs;
using BatchGen.Analyzers.Scheduling;

namespace BatchGen.Cli.Commands.New;

/// <summary>The command <c>new</c>: its options and what they have to be.</summary>
internal static class NewCommand
{
    public static Command Create()
    {
        Argument<string> job = new("job") { Description = "The job's name in kebab case, for example people-ingest." };
        Option<string?> output = new("--output", "-o") { Description = "The folder: of a project, which the job is added to, or without one, then it is written too. Default: this folder.", HelpName = "folder" };
        Option<string?> topic = new("--topic", "-t") { Description = "The topic, {domain}.{entity}.{version}. Default: people.ingest.v1 for people-ingest.", HelpName = "topic" };
        Option<bool> consumer = new("--consumer") { Description = "The job only consumes the topic; something else publishes to it." };
        Option<string?> cron = new("--cron") { Description = "When it starts: five fields, UTC, for example '0 2 * * *'. Default: it is started by hand.", HelpName = "cron" };
        Option<string?> owner = new("--owner") { Description = "Who answers for the job. Default: people-data for the domain people.", HelpName = "team" };
        Option<string?> root = new("--namespace") { Description = "The root namespace. Default: the project's.", HelpName = "name" };
        Option<bool> json = CommonOptions.Json();
        job.Validators.Add(result => Check(result, job.Name, JobProblem));
        topic.Validators.Add(result => Check(result, topic.Name, TopicProblem));
        cron.Validators.Add(result => Check(result, cron.Name, CronProblem));
        owner.Validators.Add(result => Check(result, owner.Name, OwnerProblem));
        root.Validators.Add(result => Check(result, root.Name, static name => JobNames.IsNamespace(name) ? null : "is no namespace"));

        Command command = new("new", "Write a new job: its class, its payload, a place for its records, tests, and a project where the folder has none. Overwrites nothing.")
        {
            job, output, topic, consumer, cron, owner, root, json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(cron) is not null && result.GetValue(consumer))
            {
                result.AddError("--cron and --consumer exclude each other: a consumer is started by its topic.");
            }

            // What follows from a job's name is a topic, unless the name begins with a digit.
            if (result.GetResult(topic) is null && result.GetValue(job) is { } name && JobName.IsValid(name) && !TopicName.IsValid(JobNames.TopicOf(name)))
            {
                result.AddError($"No topic follows from the name '{name}', because a part of it begins with a digit: give --topic.");
            }
        });
        command.SetAction((result, token) => ToolHost.RunAsync(() => new NewJob(
            new NewJobRequest
            {
                Job = result.GetRequiredValue(job),
                Topic = result.GetValue(topic),
                Cron = result.GetValue(cron),
                Owner = result.GetValue(owner),
                Namespace = result.GetValue(root),
                IsConsumer = result.GetValue(consumer),
                Folder = Path.GetFullPath(result.GetValue(output) ?? "."),
            },
            result.GetValue(json)).RunAsync(token)));
        return command;
    }

    private static void Check(SymbolResult result, string name, Func<string, string?> problemOf)
    {
        if (result.Tokens is [{ Value: { } text }] && problemOf(text) is { } problem)
        {
            result.AddError($"{name} '{text}' {problem}.");
        }
    }

    private static string? JobProblem(string name) => JobName.IsValid(name)
        ? null
        : $"is no name of a job: lower-case letters and digits with single hyphens, up to {JobName.MaxLength} characters{Suggestion(JobName.Suggest(name))}";

    private static string? TopicProblem(string topic) => TopicName.IsValid(topic)
        ? null
        : $"does not follow {{domain}}.{{entity}}.{{version}}, in lower case{Suggestion(TopicName.Suggest(topic))}";

    private static string? CronProblem(string cron) => CronParser.Parse(cron) switch
    {
        (_, { } problem) => $"{problem.Found}: {problem.Remedy}",
        ({ CanFire: false }, _) => "never fires: no date has that day and that month",
        _ => null,
    };

    private static string? OwnerProblem(string owner) => owner.Length > 0 && owner.All(static c => !char.IsControl(c) && c is not ('"' or '\\'))
        ? null
        : "is no name: no quotes, backslashes or control characters";

    private static string Suggestion(string? name) => name is null ? "" : $", for example '{name}'";
}
