using System.Collections.Immutable;
using System.Globalization;

namespace BatchGen.Analyzers.Rules.Section32Retries;

/// <summary>A stated value of a stage attribute outside the standard's bounds.</summary>
/// <param name="Argument">The attribute's argument.</param>
/// <param name="Stated">What it states.</param>
/// <param name="Repair">The nearest value that is allowed.</param>
/// <param name="Wanted">Who asks for what, for messages.</param>
internal sealed record BoundBreach(string Argument, int Stated, int Repair, string Wanted)
{
    /// <summary>The property that carries <see cref="Repair"/> to the fix.</summary>
    public const string RepairProperty = "Repair";

    public ImmutableDictionary<string, string?> ToProperties() =>
        ImmutableDictionary<string, string?>.Empty.Add(RepairProperty, Repair.ToString(CultureInfo.InvariantCulture));
}
