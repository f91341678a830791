using System.CommandLine;
using BatchGen.Hosting.Commands;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace BatchGen;

/// <summary>
/// The executable around a project's jobs: <c>run</c>, <c>stage</c>, <c>consume</c>, <c>up</c> and <c>describe</c>. Settings come from
/// <c>appsettings.json</c> beside the executable, environment variables (<c>Batch__Kafka__BootstrapServers</c>) and whatever
/// <c>configure</c> adds.
/// </summary>
public static class BatchApp
{
    /// <summary>Runs the command that the arguments name and returns the exit code, see <see cref="ExitCodes"/>.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="configure">Registers the jobs (the generated <c>AddBatchJobs</c>) and what they need.</param>
    public static Task<int> RunAsync(string[] args, Action<IServiceCollection> configure) =>
        RunAsync(args, (_, services) => configure(services));

    /// <summary>The same, with the configuration at hand while services are registered.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="configure">Registers the jobs and what they need.</param>
    public static async Task<int> RunAsync(string[] args, Action<HostApplicationBuilder, IServiceCollection> configure)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(configure);
        ParseResult command = BatchCommandLine.Create(() => Build(configure)).Parse(args);
        if (command.Errors.Count > 0)
        {
            foreach (System.CommandLine.Parsing.ParseError error in command.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message).ConfigureAwait(false);
            }

            await Console.Error.WriteLineAsync("Use --help to see the commands.").ConfigureAwait(false);
            return ExitCodes.Usage;
        }

        // The host owns Ctrl+C and SIGTERM, so that consumers drain instead of being cut off.
        return await command.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null })
            .ConfigureAwait(false);
    }

    private static IHost Build(Action<HostApplicationBuilder, IServiceCollection> configure)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });

        // Standard output belongs to the summary and to --json.
        builder.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.Configure<ConsoleLifetimeOptions>(options => options.SuppressStatusMessages = true);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromMinutes(5));
        configure(builder, builder.Services);
        builder.Services.AddBatchRuntime();
        return builder.Build();
    }
}
