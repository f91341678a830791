using System.Collections.Immutable;
using System.Globalization;
using BatchGen.Analyzers.Model;

namespace BatchGen.Analyzers.Rules.Section32Retries;

/// <summary>A number that a stage attribute must state, and state as more than 0.</summary>
/// <param name="Name">The attribute's argument.</param>
/// <param name="Stated">What it states, or null.</param>
/// <param name="Wanted">What to write: the standard's minimum, or a value to begin with where the standard names none.</param>
internal readonly record struct RequiredArgument(string Name, int? Stated, int Wanted)
{
    public string Found => Stated is { } value ? $"{Name} = {value.ToString(CultureInfo.InvariantCulture)}" : $"no {Name}";

    public string Remedy => $"{Name} = {Wanted.ToString(CultureInfo.InvariantCulture)}";
}

/// <summary>What each kind of stage must state about its attempts, and what is written where it does not.</summary>
internal static class RequiredArguments
{
    public static ImmutableArray<RequiredArgument> Retry(StageSpec stage)
    {
        (int attempts, int backoff) = stage.Kind switch
        {
            // The standard sets no numbers for a consumer: enough to outlast a moment, without holding up the partition.
            StageKind.Load => (5, 1),
            _ => (StageBounds.Of(stage.Kind).MinAttempts, StageBounds.Of(stage.Kind).MinBackoffSeconds),
        };
        return
        [
            new(nameof(stage.Attempts), stage.Attempts, attempts),
            new(nameof(stage.BackoffSeconds), stage.BackoffSeconds, backoff),
        ];
    }

    public static ImmutableArray<RequiredArgument> Timeout(StageSpec stage)
    {
        // The standard sets no numbers: what the documentation's jobs state.
        int seconds = stage.Kind switch
        {
            StageKind.Extract => 600,
            StageKind.Load => 30,
            _ => 60,
        };
        return [new(nameof(stage.TimeoutSeconds), stage.TimeoutSeconds, seconds)];
    }

    /// <summary>The report about those that are missing, with what to write as properties for the fix; null when there are none.</summary>
    public static Finding? Check(JobSpec job, int index, ImmutableArray<RequiredArgument> required)
    {
        StageSpec stage = job.Stages[index];
        ImmutableArray<RequiredArgument> missing =
            [.. required.Where(argument => argument.Stated is null ? !stage.IsUnresolved : argument.Stated <= 0)];
        if (missing.IsEmpty)
        {
            return null;
        }

        bool isOneValue = missing is [{ Stated: not null }];
        return new(
            isOneValue ? Anchor.Stage(index, missing[0].Name) : Anchor.Stage(index),
            stage.DisplayName,
            job.DisplayName,
            string.Join(" and ", missing.Select(static argument => argument.Found)),
            string.Join(", ", missing.Select(static argument => argument.Remedy)))
        {
            Properties = missing.ToImmutableDictionary(
                static argument => argument.Name,
                static argument => (string?)argument.Wanted.ToString(CultureInfo.InvariantCulture)),
        };
    }
}
