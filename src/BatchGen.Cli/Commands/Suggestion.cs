namespace BatchGen.Cli.Commands;

/// <summary>Finds what somebody meant who wrote a name wrong.</summary>
internal static class Suggestion
{
    /// <summary>The closest name, or null when none is close.</summary>
    public static string? For(string name, IEnumerable<string> known) => known.Distinct()
        .Select(other => (Name: other, Distance: Distance(other, name)))
        .Where(other => other.Distance <= Math.Max(2, name.Length / 4))
        .OrderBy(other => other.Distance).ThenBy(other => other.Name, StringComparer.Ordinal)
        .Select(other => other.Name)
        .FirstOrDefault();

    /// <summary>How many letters have to be inserted, deleted or changed to come from one word to the other.</summary>
    private static int Distance(string one, string other)
    {
        int[] row = [.. Enumerable.Range(0, other.Length + 1)];
        for (int i = 1; i <= one.Length; i++)
        {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= other.Length; j++)
            {
                int changed = corner + (one[i - 1] == other[j - 1] ? 0 : 1);
                corner = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
