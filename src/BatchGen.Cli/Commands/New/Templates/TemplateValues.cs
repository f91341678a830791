namespace BatchGen.Cli.Commands.New.Templates;

/// <summary>The values of the template's symbols.</summary>
/// <param name="Project">The project's name.</param>
/// <param name="Texts">The texts, by symbol.</param>
/// <param name="Conditions">What holds and what does not, by symbol.</param>
internal sealed record TemplateValues(string Project, IReadOnlyDictionary<string, string> Texts, IReadOnlyDictionary<string, bool> Conditions)
{
    public string Text(string symbol) => Texts[symbol];

    /// <param name="condition">One symbol in parentheses, as the template writes it.</param>
    public bool IsTrue(string condition) => Conditions[condition.Trim('(', ')')];
}

/// <summary>A file to write.</summary>
/// <param name="Path">Where, relative, with <c>/</c>.</param>
/// <param name="Content">What it holds.</param>
internal sealed record NewFile(string Path, string Content);
