using System.Text;

namespace BatchGen.Cli.Commands.New.Templates;

/// <summary>The lines <c>#if (symbol)</c>, <c>#else</c> and <c>#endif</c> of a template's file: they go, and so does what they rule out.</summary>
internal static class ConditionalLines
{
    public static string Keep(string text, TemplateValues values)
    {
        StringBuilder kept = new();
        bool? isChosen = null;
        foreach (string line in text.Split('\n').SkipLast(1))
        {
            switch (line.Trim())
            {
                case ['#', 'i', 'f', ' ', .. string condition]:
                    isChosen = values.IsTrue(condition);
                    break;
                case "#else":
                    isChosen = !isChosen;
                    break;
                case "#endif":
                    isChosen = null;
                    break;
                default:
                    if (isChosen != false)
                    {
                        kept.Append(line).Append('\n');
                    }

                    break;
            }
        }

        return kept.ToString();
    }
}
