namespace BatchGen.Analyzers.Scheduling;

/// <summary>Reads one field: a list of <c>*</c>, numbers and ranges, the first and the last with or without a step.</summary>
internal static class CronFieldParser
{
    /// <summary>The field's values as bits, or its first problem.</summary>
    public static (ulong Values, CronProblem? Problem) Parse(CronPiece piece, CronField field)
    {
        ulong values = 0;
        foreach (CronPiece entry in piece.Entries())
        {
            (ulong found, CronProblem? problem) = entry.Text.Length == 0
                ? (0UL, piece.Problem($"has an empty entry in {field.Name} '{piece.Text}'", "leave the comma out"))
                : ParseEntry(entry, field);
            if (problem is not null)
            {
                return (0UL, problem);
            }

            values |= found;
        }

        return (values, null);
    }

    private static (ulong Values, CronProblem? Problem) ParseEntry(CronPiece entry, CronField field)
    {
        int slash = entry.Text.IndexOf('/');
        string range = slash < 0 ? entry.Text : entry.Text.Substring(0, slash);
        int hyphen = range.IndexOf('-');
        if (!TryRange(range, hyphen, field, out int from, out int to))
        {
            return (0UL, Unread(entry, field));
        }

        if (from < field.Min || Math.Max(from, to) > field.Max)
        {
            return (0UL, Wrong(entry, field, "", $"write {field.Min} to {field.Max}"));
        }

        if (from > to)
        {
            return (0UL, Wrong(entry, field, ", a range that ends before it begins", $"write '{Unwrapped(from, to, field)}'"));
        }

        if (slash < 0)
        {
            return (field.Values(from, to, 1), null);
        }

        if (field.Number(entry.Text.Substring(slash + 1)) is not { } step || !IsDigit(entry.Text[slash + 1]))
        {
            return (0UL, Unread(entry, field));
        }

        // As wide as the field it is no step: '*/60' looks like every hour, and is, by accident.
        return step < 1 || step >= field.Count
            ? (0UL, Wrong(entry, field, $", and {step} is no step", $"write a step of 1 to {field.Count - 1}"))
            : range != "*" && hyphen < 0
                ? (0UL, Wrong(entry, field, ", a step without a range", $"write '{range}-{field.Last}/{step}'"))
                : (field.Values(from, to, step), null);
    }

    private static bool TryRange(string range, int hyphen, CronField field, out int from, out int to)
    {
        if (range == "*")
        {
            (from, to) = (field.Min, field.Last);
            return true;
        }

        int? first = field.Number(hyphen < 0 ? range : range.Substring(0, hyphen));
        int? last = hyphen < 0 ? first : field.Number(range.Substring(hyphen + 1));
        (from, to) = (first ?? 0, last ?? 0);
        return first is not null && last is not null;
    }

    // FRI-SUN ends with the Sunday that is 7; any other range goes to the end of the field and begins anew.
    private static string Unwrapped(int from, int to, CronField field)
    {
        if (field == CronField.Weekday && to == 0)
        {
            return $"{from}-7";
        }

        return $"{Range(from, field.Last)},{Range(field.Min, to)}";

        static string Range(int from, int to) => from == to ? $"{from}" : $"{from}-{to}";
    }

    private static CronProblem Unread(CronPiece entry, CronField field) => entry.Text == "?"
        ? Wrong(entry, field, "", "write '*'")
        : Wrong(entry, field, ", which is not plain cron", $"write '*', {field.Min} to {field.Max}{NamesOf(field)}, ranges, lists or steps");

    private static string NamesOf(CronField field) =>
        field.Names.IsEmpty ? "" : $", {field.Names[0].ToUpperInvariant()} to {field.Names.Last().ToUpperInvariant()}";

    private static CronProblem Wrong(CronPiece entry, CronField field, string why, string remedy) =>
        entry.Problem($"has the {field.Name} '{entry.Text}'{why}", remedy);

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
