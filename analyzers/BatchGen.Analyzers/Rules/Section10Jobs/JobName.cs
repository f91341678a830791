using System.Text;
using BatchGen.Analyzers.Model;

namespace BatchGen.Analyzers.Rules.Section10Jobs;

/// <summary>The names of jobs: <c>[a-z0-9]+(-[a-z0-9]+)*</c>, which commands, metrics, deployments and file systems all take.</summary>
internal static class JobName
{
    /// <summary>The longest name, in characters: what a DNS label and a Kubernetes label hold.</summary>
    public const int MaxLength = 63;

    public static bool IsValid(string name) =>
        name.Length is > 0 and <= MaxLength
        && name[0] != '-'
        && name[name.Length - 1] != '-'
        && !name.Contains("--")
        && name.All(static c => c == '-' || IsWordCharacter(c));

    /// <summary>The name of a job as it is, or as it will be once BWS1003 has its way.</summary>
    public static string Of(JobSpec job) => job.Name is { } name && IsValid(name)
        ? name
        : Suggest(string.IsNullOrWhiteSpace(job.Name) ? job.Declaration.Header.Name : job.Name!) ?? job.DisplayName;

    /// <summary>The name in kebab case: <c>people-ingest</c> of <c>PeopleIngest</c>; null where that gives no valid name.</summary>
    public static string? Suggest(string name)
    {
        StringBuilder words = new();
        for (int index = 0; index < name.Length; index++)
        {
            char c = name[index];
            if (char.IsLetterOrDigit(c))
            {
                if (index > 0 && BeginsWord(name, index))
                {
                    words.Append('-');
                }

                words.Append(char.ToLowerInvariant(c));
            }
            else
            {
                words.Append('-');
            }
        }

        string suggestion = string.Join("-", words.ToString().Split(['-'], StringSplitOptions.RemoveEmptyEntries));
        return IsValid(suggestion) ? suggestion : null;
    }

    // The I of PeopleIngest, and the I of HTTPIngest.
    private static bool BeginsWord(string name, int index) =>
        char.IsUpper(name[index])
        && (!char.IsUpper(name[index - 1]) || (index + 1 < name.Length && char.IsLower(name[index + 1])));

    private static bool IsWordCharacter(char c) => c is (>= 'a' and <= 'z') or (>= '0' and <= '9');
}
