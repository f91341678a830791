namespace BatchGen.Benchmarks.Scenarios;

/// <summary>How much is measured.</summary>
/// <param name="Rounds">Measured rounds; in each round every side runs once. Medians are reported.</param>
/// <param name="WarmUp">Rounds before that are thrown away.</param>
/// <param name="Share">What record counts are multiplied with: 1, or less for a smoke run.</param>
internal sealed record Scale(int Rounds, int WarmUp, double Share)
{
    /// <summary>Only sides whose name contains this run.</summary>
    public string Side { get; init; } = "";

    public static Scale Full(int rounds) => new(rounds, WarmUp: 4, Share: 1);

    public static readonly Scale Quick = new(Rounds: 1, WarmUp: 0, Share: 0.01);

    public int Of(int records) => int.Max(50, (int)(records * Share));
}
