using System.Collections.Immutable;
using System.Globalization;
using BatchGen.Analyzers.Files;
using BatchGen.Analyzers.Files.Yaml;
using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Files;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace BatchGen.Analyzers.Rules.Section22Deployments;

/// <summary>
/// BWS2202: production runs in containers. The report stands on the job, since editors offer no fix for what stands in a file that is no code;
/// the place in the file comes with it.
/// </summary>
internal sealed class ProductionPoolIsContainer() : Rule(Definition), IJobFileRule
{
    /// <summary>The properties for the fix: which file, which part of it, and what to write there.</summary>
    public const string FileProperty = "File";
    public const string StartProperty = "Start";
    public const string LengthProperty = "Length";
    public const string TextProperty = "Text";

    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS2202",
        RuleCategory.Deployments,
        DiagnosticSeverity.Error,
        clause: "2.2",
        title: "A production deployment runs on a container work pool",
        messageFormat: "Production deployment '{1}' of job '{0}' runs on the process work pool '{2}' ({3} line {4}): name a docker or kubernetes pool",
        description: "A process pool runs a job beside the worker, with what happens to be installed there; production uses docker or kubernetes pools.");

    private static readonly char[] Separators = ['-', '_', '.', ' '];

    public IEnumerable<Finding> Check(JobFiles job)
    {
        foreach (DeploymentEntry entry in DeploymentEntry.All(job).Where(entry => entry.IsProduction && entry.IsOf(job.Job)))
        {
            if (entry.Pool is { } pool && IsProcess(entry, pool))
            {
                Location place = entry.File.At(pool.Span);
                int line = place.GetLineSpan().StartLinePosition.Line + 1;
                yield return new(
                    Anchor.Job("name"), job.Name, entry.Name, pool.Text, entry.File.Name, line.ToString(CultureInfo.InvariantCulture))
                {
                    RelatedPlaces = [place],
                    Properties = FixFor(entry, pool, job),
                };
            }
        }
    }

    // A pool's type is Prefect's to know; the file says it by the pool's name, or by a 'type' beside it.
    private static bool IsProcess(DeploymentEntry entry, YamlValue pool) => entry.Value["work_pool"]?["type"] is { Kind: YamlKind.Scalar } type
        ? type.Text.Trim() == "process"
        : IsProcess(pool.Text);

    private static bool IsProcess(string pool) => pool.ToLowerInvariant().Split(Separators).Any(static word => word is "process" or "local" or "subprocess");

    private static ImmutableDictionary<string, string?> FixFor(DeploymentEntry entry, YamlValue pool, JobFiles job)
    {
        // A pool that other deployments share by an anchor is not this one's to change, and a stated type may be wrong itself.
        bool isOwn = entry.Value["work_pool"] is { IsShared: false } own && !pool.IsShared && own["type"] is null;
        return isOwn
            ? ImmutableDictionary<string, string?>.Empty
                .Add(FileProperty, entry.File.Path)
                .Add(StartProperty, pool.Span.Start.ToString(CultureInfo.InvariantCulture))
                .Add(LengthProperty, pool.Span.Length.ToString(CultureInfo.InvariantCulture))
                .Add(TextProperty, Quoted(Container(pool.Text, job), entry.File, pool.Span))
            : ImmutableDictionary<string, string?>.Empty;
    }

    // The pool of another production deployment where there is one, or else the same name with another word for its kind.
    private static string Container(string pool, JobFiles job) =>
        DeploymentEntry.All(job)
            .Where(static entry => entry.IsProduction)
            .Select(static entry => entry.Pool?.Text)
            .FirstOrDefault(static other => other is { Length: > 0 } && !IsProcess(other))
        ?? Renamed(pool);

    private static string Renamed(string pool)
    {
        string renamed = pool;
        foreach (string word in new[] { "subprocess", "process", "local" })
        {
            for (int index = renamed.IndexOf(word, StringComparison.OrdinalIgnoreCase); index >= 0;
                index = renamed.IndexOf(word, StringComparison.OrdinalIgnoreCase))
            {
                renamed = renamed.Remove(index, word.Length).Insert(index, "docker");
            }
        }

        return renamed;
    }

    private static string Quoted(string text, ProjectFile file, TextSpan span)
    {
        char quote = span.Start < file.Content.Length ? file.Content[span.Start] : '\0';
        return quote is '"' or '\'' ? $"{quote}{text}{quote}" : text;
    }
}
