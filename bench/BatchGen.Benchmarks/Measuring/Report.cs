using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BatchGen.Benchmarks.Measuring;

/// <summary>Prints medians, their ratios to the first side of each scenario, and the machine that they are from.</summary>
internal static partial class Report
{
    public static void Write(IReadOnlyList<Series> results, bool json)
    {
        Row[] rows = [.. results.GroupBy(series => series.Scenario).SelectMany(group => group.Select(series => RowOf(series, group.First())))];
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new Results(Machine(), PayloadCost.BytesPerRecord(), rows), ReportJson.Default.Results));
            return;
        }

        Console.WriteLine(Machine());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Of each record's bytes, {PayloadCost.BytesPerRecord():N0} are the payload and its parsing"));
        foreach (IGrouping<string, Row> scenario in rows.GroupBy(row => row.Scenario))
        {
            Console.WriteLine();
            Console.WriteLine($"{scenario.Key}, median of {scenario.First().Rounds}");
            Console.WriteLine($"  {"",-44}{"records/s",12}{"(min-max)",20}{"ratio",8}{"µs CPU",12}{"(min)",11}{"ratio",8}{"µs app",12}{"bytes",9}");
            foreach (Row row in scenario)
            {
                string range = $"({Text(row.Slowest)}-{Text(row.Fastest)})";
                string processor = $"{Text(row.ProcessorMicroseconds),12}{Text(row.FewestProcessorMicroseconds),11}{Text(row.ProcessorRatio),8}";
                Console.WriteLine(
                    $"  {row.Side,-44}{Text(row.RecordsPerSecond),12}{range,20}{Text(row.RateRatio),8}{processor}{Text(row.ApplicationMicroseconds),12}{Text(row.Bytes),9}");
            }
        }
    }

    private static string Text(double? value) =>
        value is null ? "-" : value.Value.ToString(value < 100 ? "0.00" : "N0", CultureInfo.InvariantCulture);

    private static Row RowOf(Series series, Series first) => new(
        series.Scenario,
        series.Side,
        series.Samples.Count,
        series.Median(sample => sample.RecordsPerSecond),
        series.Samples.Min(sample => sample.RecordsPerSecond),
        series.Samples.Max(sample => sample.RecordsPerSecond),
        series.Median(sample => sample.RecordsPerSecond) / first.Median(sample => sample.RecordsPerSecond),
        series.Median(sample => sample.ProcessorMicrosecondsPerRecord),
        series.Median(sample => sample.ProcessorMicrosecondsPerRecord) / first.Median(sample => sample.ProcessorMicrosecondsPerRecord),
        series.Samples.Min(sample => sample.ProcessorMicrosecondsPerRecord),
        series.Median(sample => sample.ApplicationMicrosecondsPerRecord),
        series.Median(sample => sample.BytesPerRecord));

    private static string Machine() => string.Create(
        CultureInfo.InvariantCulture,
        $"{RuntimeInformation.OSDescription} {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} cores ({ProcessorName()}), {RuntimeInformation.FrameworkDescription}, Confluent.Kafka {Confluent.Kafka.Library.VersionString}");

    private static string ProcessorName()
    {
        const string file = "/proc/cpuinfo";
        string? line = File.Exists(file) ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?[(line.IndexOf(':') + 1)..].Trim() ?? "unknown";
    }

    private sealed record Results(string Machine, double PayloadBytes, IReadOnlyList<Row> Rows);

    private sealed record Row(
        string Scenario, string Side, int Rounds, double RecordsPerSecond, double Slowest, double Fastest, double RateRatio,
        double ProcessorMicroseconds, double ProcessorRatio, double FewestProcessorMicroseconds, double? ApplicationMicroseconds, double Bytes);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
    [JsonSerializable(typeof(Results))]
    private sealed partial class ReportJson : JsonSerializerContext;
}
