using System.CommandLine;
using System.CommandLine.Parsing;
using BatchGen.Cli.Connection;
using BatchGen.Cli.Prefect;
using BatchGen.Workflow.Reading;
using Confluent.Kafka;

namespace BatchGen.Cli;

/// <summary>Runs one command line, and turns whatever it throws into a message and an exit code (see <see cref="ExitCodes"/>).</summary>
internal static class ToolHost
{
    /// <summary>After Ctrl+C or SIGTERM: longer than the client takes to say what became of the records in flight (30 s).</summary>
    private static readonly TimeSpan TerminationTimeout = TimeSpan.FromSeconds(45);

    public static async Task<int> RunAsync(string[] args)
    {
        // An argument that begins with @ is no file with arguments: a cron such as @daily is refused by its own name.
        ParseResult command = ToolCommandLine.Create().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (command.Errors.Count > 0)
        {
            foreach (ParseError error in command.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message).ConfigureAwait(false);
            }

            await Console.Error.WriteLineAsync($"Use '{NameOf(command)} --help' to see its options.").ConfigureAwait(false);
            return ExitCodes.Usage;
        }

        return await command.InvokeAsync(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TerminationTimeout,
        }).ConfigureAwait(false);
    }

    /// <summary>Runs a command's body.</summary>
    public static async Task<int> RunAsync(Func<Task<int>> body)
    {
        try
        {
            return await body().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            await Console.Error.WriteLineAsync(MessageOf(exception)).ConfigureAwait(false);
            return CodeOf(exception);
        }
    }

    /// <summary>What people are told of a failure.</summary>
    public static string MessageOf(Exception exception) => exception switch
    {
        OperationCanceledException => "Stopped before it was done.",
        KafkaException kafka => $"Kafka: {kafka.Error.Reason}",
        _ => exception.Message,
    };

    private static int CodeOf(Exception exception) => exception switch
    {
        MissingInputException or NoJobsException => ExitCodes.NoInput,
        PrefectException prefect => prefect.ExitCode,
        InvalidDataException => ExitCodes.DataError,
        KafkaException { Error.Code: ErrorCode.TopicAuthorizationFailed or ErrorCode.ClusterAuthorizationFailed or ErrorCode.GroupAuthorizationFailed } =>
            ExitCodes.NoPermission,
        _ => ExitCodes.Of(exception),
    };

    private static string NameOf(ParseResult command)
    {
        List<string> names = [];
        for (SymbolResult? result = command.CommandResult; result is CommandResult at; result = result.Parent)
        {
            names.Insert(0, at.Command is RootCommand ? "batchgen" : at.Command.Name);
        }

        return string.Join(' ', names);
    }
}
