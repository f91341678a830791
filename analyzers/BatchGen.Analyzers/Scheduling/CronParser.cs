namespace BatchGen.Analyzers.Scheduling;

/// <summary>
/// Reads the plain cron that every scheduler reads alike: five fields of <c>*</c>, numbers, names, ranges, lists and steps. What one
/// dialect adds, or two read differently, is a problem.
/// </summary>
internal static class CronParser
{
    private const string Wanted = "write five: minute, hour, day of the month, month, day of the week";

    /// <summary>The expression, or the first problem of the text; one of the two is null.</summary>
    public static (CronExpression? Expression, CronProblem? Problem) Parse(string text)
    {
        List<CronPiece> fields = CronPiece.Fields(text);
        if (FieldsProblem(text, fields) is { } wrong)
        {
            return (null, wrong);
        }

        ulong[] values = new ulong[CronField.All.Length];
        for (int index = 0; index < values.Length; index++)
        {
            (values[index], CronProblem? problem) = CronFieldParser.Parse(fields[index], CronField.All[index]);
            if (problem is not null)
            {
                return (null, problem);
            }
        }

        CronPiece weekday = fields[4];
        return fields[2].Text != "*" && weekday.Text != "*"
            ? (null, weekday.Problem(
                "restricts the day of the month and the day of the week, and schedulers do not agree whether one or both must match",
                "write '*' for one of them"))
            : (new CronExpression(values[0], values[1], values[2], values[3], values[4]), null);
    }

    private static CronProblem? FieldsProblem(string text, List<CronPiece> fields)
    {
        if (fields.Count == 5)
        {
            return null;
        }

        if (fields is [{ Text: ['@', ..] } nickname])
        {
            return Nickname(nickname.Text) is { } plain
                ? nickname.Problem("is a nickname, which hides when the job runs", $"write '{plain}'")
                : nickname.Problem("is a nickname without a time", Wanted);
        }

        CronPiece whole = fields.Count == 0
            ? new(0, text)
            : new(fields[0].Offset, text.Substring(fields[0].Offset, fields.Last().Offset + fields.Last().Text.Length - fields[0].Offset));
        return fields.Count > 5
            ? whole.Problem($"has {fields.Count} fields", Wanted + ", and neither seconds nor a year")
            : whole.Problem(fields.Count == 0 ? "is empty" : $"has {fields.Count} {(fields.Count == 1 ? "field" : "fields")}", Wanted);
    }

    private static string? Nickname(string word) => word.ToLowerInvariant() switch
    {
        "@hourly" => "0 * * * *",
        "@daily" or "@midnight" => "0 0 * * *",
        "@weekly" => "0 0 * * 0",
        "@monthly" => "0 0 1 * *",
        "@yearly" or "@annually" => "0 0 1 1 *",
        _ => null,
    };
}
