namespace BatchGen.Analyzers.Files.Markdown;

/// <summary>Blanks out parts of a text, so that what is left keeps its position.</summary>
internal static class MarkdownMask
{
    /// <summary>Blanks out fenced and inline code.</summary>
    public static string WithoutCode(string text)
    {
        char[] masked = text.ToCharArray();
        string? fence = null;
        foreach ((int start, int end) in Lines(text))
        {
            string line = text.Substring(start, end - start).Trim();
            string marker = new([.. line.TakeWhile(c => c is '`' or '~' && c == line[0])]);
            if (fence is not null)
            {
                Blank(masked, start, end);
                fence = marker.Length >= fence.Length && marker[0] == fence[0] && line.Length == marker.Length ? null : fence;
            }
            else if (marker.Length >= 3 && line.IndexOf('`', marker.Length) < 0)
            {
                Blank(masked, start, end);
                fence = marker;
            }
            else
            {
                BlankInline(text, masked, start, end);
            }
        }

        return new(masked);
    }

    /// <summary>Blanks out <c>&lt;!-- … --&gt;</c>, where it is no code.</summary>
    public static string WithoutComments(string text, string prose)
    {
        char[] masked = text.ToCharArray();
        for (int start = prose.IndexOf("<!--", StringComparison.Ordinal); start >= 0;)
        {
            int end = prose.IndexOf("-->", start, StringComparison.Ordinal);
            int stop = end < 0 ? text.Length : end + 3;
            Blank(masked, start, stop);
            start = prose.IndexOf("<!--", stop, StringComparison.Ordinal);
        }

        return new(masked);
    }

    /// <summary>The lines of a text without their ends.</summary>
    public static IEnumerable<(int Start, int End)> Lines(string text)
    {
        int start = 0;
        while (start < text.Length)
        {
            int end = text.IndexOf('\n', start);
            int stop = end < 0 ? text.Length : end;
            yield return (start, stop > start && text[stop - 1] == '\r' ? stop - 1 : stop);
            start = stop + 1;
        }
    }

    private static void BlankInline(string text, char[] masked, int start, int end)
    {
        for (int position = start; position < end; position++)
        {
            if (text[position] != '`')
            {
                continue;
            }

            int length = 1;
            while (position + length < end && text[position + length] == '`')
            {
                length++;
            }

            int close = text.IndexOf(new string('`', length), position + length, end - position - length, StringComparison.Ordinal);
            if (close < 0)
            {
                position += length - 1;
                continue;
            }

            Blank(masked, position, close + length);
            position = close + length - 1;
        }
    }

    private static void Blank(char[] masked, int start, int end)
    {
        for (int index = start; index < end; index++)
        {
            masked[index] = masked[index] is '\n' or '\r' ? masked[index] : ' ';
        }
    }
}
