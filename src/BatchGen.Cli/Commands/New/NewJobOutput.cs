using System.Text.Json;
using BatchGen.Cli.Output;

namespace BatchGen.Cli.Commands.New;

/// <summary>What <c>new</c> has written, for people or as JSON.</summary>
/// <param name="Job">The job's name.</param>
/// <param name="Topic">Its topic.</param>
/// <param name="Folder">The folder, absolute.</param>
/// <param name="Files">The files, relative to the folder, with <c>/</c>.</param>
/// <param name="Documents">What follows from the job, likewise; none where <c>generate</c> has to write it.</param>
/// <param name="Next">What is left to do.</param>
internal sealed record NewJobOutput(
    string Job, string Topic, string Folder, IReadOnlyList<string> Files, IReadOnlyList<string> Documents, IReadOnlyList<string> Next)
{
    public int Write(bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(this, OutputJson.Default.NewJobOutput));
            return ExitCodes.Done;
        }

        Console.Out.WriteLine($"{Job} on {Topic}, in {Folder}:");
        foreach (string file in Files.Concat(Documents))
        {
            Console.Out.WriteLine($"  {file}");
        }

        Console.Out.WriteLine("Next:");
        foreach (string step in Next)
        {
            Console.Out.WriteLine($"  {step}");
        }

        return ExitCodes.Done;
    }
}
