using System.Globalization;
using BatchGen.CompileTime.Compiling;
using BatchGen.CompileTime.Sources;

/// <summary>Edits in an open project of many jobs.</summary>
internal static class Edits
{
    public static void Measure(SourceProject jobs, int rounds)
    {
        EditRun edits = new(jobs);
        List<double> outside = [];
        List<double> inside = [];
        for (int round = -2; round < rounds; round++)
        {
            double afterOutside = edits.Outside(round + 2);
            double afterInside = edits.Inside(round + 2);
            if (round >= 0)
            {
                outside.Add(afterOutside);
                inside.Add(afterInside);
            }
        }

        Console.WriteLine();
        Console.WriteLine($"{jobs.Name}, generator after an edit");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  outside of jobs {Builds.Median(outside):0.00} ms, inside of one job {Builds.Median(inside):0.00} ms"));
    }
}
