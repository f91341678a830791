namespace BatchGen.Benchmarks.Measuring;

/// <summary>The samples of one side, one for each round; the rounds' medians are what is reported.</summary>
internal sealed class Series(string scenario, string side)
{
    private readonly List<Sample> _samples = [];

    public string Scenario => scenario;

    public string Side => side;

    public IReadOnlyList<Sample> Samples => _samples;

    public void Add(Sample sample) => _samples.Add(sample);

    public double Median(Func<Sample, double> value)
    {
        double[] sorted = [.. _samples.Select(value).Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    public double? Median(Func<Sample, double?> value) =>
        _samples.TrueForAll(sample => value(sample) is not null) ? Median(sample => value(sample)!.Value) : null;
}
