using System.CommandLine;
using System.CommandLine.Parsing;
using BatchGen.Runtime;

namespace BatchGen.Hosting.Commands;

/// <summary>The arguments and help of <c>stage</c>, the command for outside orchestrators.</summary>
internal static class StageCommandLine
{
    private static readonly string[] Failing = ["extract", "transform", "publish"];

    public static Command Create(CommandHost host, Option<bool> json)
    {
        Argument<string> job = BatchCommandLine.JobArgument();
        Argument<string> stage = new("stage") { Description = "extract, transform, publish, notify or fallback." };
        stage.AcceptOnlyFromAmong([.. Failing, JobRunner.NotifyStage, StageRun.FallbackStage]);
        Option<string?> batchId = BatchCommandLine.BatchIdOption("The batch's id, a UUID of version 4 or 7.");
        batchId.Required = true;
        Option<string> folder = new("--batch-dir")
        {
            Description = "The batch's folder: what stages leave for each other, and STAGE.result.json.",
            Required = true,
        };
        Option<int> attempt = new("--attempt") { Description = "Which of the orchestrator's attempts at the stage this is, from 1.", DefaultValueFactory = static _ => 1 };
        Option<string?> compensates = BatchCommandLine.CompensatesOption("The failed batch of another job that this run makes good: JOB/BATCH_ID.");
        Option<string?> failedStage = new("--failed-stage") { Description = "With fallback: the stage whose attempts are used up." };
        failedStage.AcceptOnlyFromAmong(Failing);
        Option<string?> reason = new("--reason") { Description = "With fallback: why it failed, for the entries and the alert." };
        Option<bool> ignoreInput = new("--ignore-stdin") { Description = "Do not end when standard input closes." };
        Command command = new(
            "stage",
            "One attempt of one stage, for an outside orchestrator that owns the retries. Exit codes: 0 done; 64, 65, 66, 77, 78 permanent; "
            + "else worth a retry. Ends when standard input closes.")
        {
            job, stage, batchId, folder, attempt, compensates, failedStage, reason, ignoreInput,
        };
        command.Validators.Add(result => Check(result, stage, attempt, failedStage, reason));
        command.SetAction((result, token) => host.RunAsync(
            new StageCommand(
                new StageArguments(result.GetRequiredValue(job), result.GetRequiredValue(stage), result.GetValue(batchId)!, result.GetRequiredValue(folder))
                {
                    Attempt = result.GetValue(attempt),
                    Compensates = result.GetValue(compensates),
                    FailedStage = result.GetValue(failedStage),
                    Reason = result.GetValue(reason),
                    IgnoreInput = result.GetValue(ignoreInput),
                    Json = result.GetValue(json),
                }),
            token));
        return command;
    }

    private static void Check(CommandResult result, Argument<string> stage, Option<int> attempt, Option<string?> failedStage, Option<string?> reason)
    {
        if (result.GetResult(attempt) is { Errors: var errors } && !errors.Any() && result.GetValue(attempt) < 1)
        {
            result.AddError("--attempt counts from 1.");
        }

        bool isFallback = result.GetValue(stage) == StageRun.FallbackStage;
        bool hasBoth = result.GetValue(failedStage) is not null && !string.IsNullOrWhiteSpace(result.GetValue(reason));
        bool hasAny = result.GetResult(failedStage) is not null || result.GetResult(reason) is not null;
        if (isFallback && !hasBoth)
        {
            result.AddError("fallback needs --failed-stage and --reason.");
        }
        else if (!isFallback && hasAny)
        {
            result.AddError("--failed-stage and --reason go with fallback only.");
        }
    }
}
