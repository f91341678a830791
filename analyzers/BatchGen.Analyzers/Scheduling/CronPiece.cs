namespace BatchGen.Analyzers.Scheduling;

/// <summary>A piece of a cron expression, and where it begins.</summary>
internal readonly record struct CronPiece(int Offset, string Text)
{
    /// <summary>The fields of a text: what spaces and tabs separate.</summary>
    public static List<CronPiece> Fields(string text)
    {
        List<CronPiece> fields = [];
        int start = 0;
        for (int index = 0; index <= text.Length; index++)
        {
            if (index == text.Length || text[index] is ' ' or '\t')
            {
                if (index > start)
                {
                    fields.Add(new(start, text.Substring(start, index - start)));
                }

                start = index + 1;
            }
        }

        return fields;
    }

    /// <summary>The entries of a list.</summary>
    public IEnumerable<CronPiece> Entries()
    {
        int offset = Offset;
        foreach (string entry in Text.Split(','))
        {
            yield return new(offset, entry);
            offset += entry.Length + 1;
        }
    }

    public CronProblem Problem(string found, string remedy) => new(Offset, Text.Length, found, remedy);
}
