using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;

namespace BatchGen.Cli.Commands.New;

/// <summary>What follows from the names that are given, where it is not given itself; the forms of the template say the same.</summary>
internal static partial class JobNames
{
    /// <summary>The beginning of the names of the job's types: <c>PeopleIngest</c> of <c>people-ingest</c>.</summary>
    public static string StemOf(string job)
    {
        string stem = CultureInfo.InvariantCulture.TextInfo.ToTitleCase(job).Replace("-", "", StringComparison.Ordinal);
        return char.IsAsciiDigit(stem[0]) ? $"Job{stem}" : stem;
    }

    /// <summary>The topic: <c>people.ingest.v1</c> of <c>people-ingest</c>, <c>people.records.v1</c> of <c>people</c>.</summary>
    public static string TopicOf(string job) => job.Split('-', 2) is [string domain, string entity] ? $"{domain}.{entity}.v1" : $"{job}.records.v1";

    /// <summary>The domain: <c>people</c> of <c>people.ingest.v1</c>.</summary>
    public static string DomainOf(string topic) => topic.Split('.')[0];

    /// <summary>A project's name as a namespace.</summary>
    public static string NamespaceOf(string project) => string.Join('.', project.Split('.').Select(static part =>
    {
        string name = NoWord.Replace(part, "_");
        return name.Length > 0 && !char.IsDigit(name[0]) ? name : $"_{name}";
    }));

    /// <summary>Whether a text can stand behind <c>namespace</c>.</summary>
    public static bool IsNamespace(string text) => text.Split('.').All(static part =>
        SyntaxFacts.IsValidIdentifier(part) && SyntaxFacts.GetKeywordKind(part) == SyntaxKind.None);

    [GeneratedRegex(@"\W", RegexOptions.CultureInvariant)]
    private static partial Regex NoWord { get; }
}
