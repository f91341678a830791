using System.Globalization;
using BatchGen.CompileTime.Compiling;
using BatchGen.CompileTime.Sources;

/// <summary>Clean builds of a project with and without BatchGen's generator and rules, taking turns.</summary>
internal static class Builds
{
    public static void Measure(SourceProject project, int rounds, bool report)
    {
        using CompilerRun compiler = new(project);
        List<CompilerTimes> with = [];
        List<CompilerTimes> without = [];
        for (int round = -1; round < rounds; round++)
        {
            CompilerTimes analyzed = compiler.With();
            CompilerTimes plain = compiler.Without();
            if (round >= 0)
            {
                with.Add(analyzed);
                without.Add(plain);
            }
        }

        double own = Median(without.Select(times => times.Elapsed));
        double analyzers = Median(with.Select(times => times.Analyzers));
        double generators = Median(with.Select(times => times.Generators));
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{project.Name} ({project.Lines:N0} lines), clean build"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  without {own:0.00} s, with {Median(with.Select(times => times.Elapsed)):0.00} s; by the compiler's report, over all threads:"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  analyzers {analyzers:0.000} s = {100 * analyzers / own:0.0} %, generator {generators:0.000} s = {100 * generators / own:0.0} % of the time without"));
        if (report)
        {
            Console.WriteLine(compiler.Report());
        }
    }

    internal static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
