using Spectre.Console;

namespace BatchGen.Hosting.Reports;

/// <summary>The console that tables are written to.</summary>
internal static class ReportConsole
{
    /// <summary>Where the output is not a terminal it has no width of its own: a pipe or a log gets whole lines.</summary>
    public static IAnsiConsole Create()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = 160;
        }

        return console;
    }
}
