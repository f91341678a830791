using System.Text.RegularExpressions;

namespace BatchGen.Workflow.Artifacts.Files;

/// <summary>
/// A file that is generated as a whole. One line at its beginning says so, with the digest of all others: as a comment of the file's
/// language, in JSON as the member <c>$comment</c>.
/// </summary>
internal static partial class WholeFile
{
    // Behind what must stand first: an interpreter's line, directives of a Dockerfile, the brace of an object.
    private const int LastPlace = 5;

    private const string Notice = "Written by batchgen generate from the job: change that, not this file";

    /// <summary>The content with the line that carries its digest.</summary>
    public static string Sealed(string path, string content)
    {
        List<string> lines = [.. content.Split('\n')];
        lines.Insert(lines.FindIndex(static line => !StandsFirst(line)), SealOf(path, Digest.Of(content)));
        return string.Join('\n', lines);
    }

    /// <summary>What a file holds besides the line with the digest, with LF, and the digest; null where it has no such line.</summary>
    public static (string Body, string? Digest) Open(string text)
    {
        List<string> lines = [.. Artifacts.Digest.Normalized(text).Split('\n')];
        for (int index = 0; index < Math.Min(lines.Count, LastPlace); index++)
        {
            if (Seal().Match(lines[index]) is { Success: true } seal)
            {
                lines.RemoveAt(index);
                return (string.Join('\n', lines), seal.Groups[1].Value);
            }
        }

        return (string.Join('\n', lines), null);
    }

    public static ArtifactPlan Plan(Artifact artifact, TextFile? file)
    {
        string text = Sealed(artifact.Path, artifact.Content).Replace("\n", file?.LineEnd ?? "\n", StringComparison.Ordinal);
        if (file is null)
        {
            return ArtifactPlan.Write(ArtifactState.Missing, text);
        }

        (string body, string? digest) = Open(file.Text);
        if (body == artifact.Content)
        {
            return digest == Digest.Of(body)
                ? new(ArtifactState.Current)
                : ArtifactPlan.Write(ArtifactState.Stale, text, "it lacks only the line with its digest");
        }

        if (digest == Digest.Of(body))
        {
            return ArtifactPlan.Write(ArtifactState.Stale, text);
        }

        return ArtifactPlan.Keep(
            ArtifactState.EditedByHand,
            digest is null
                ? "BatchGen has not written it: move it away, or generate with --overwrite"
                : "it was edited after BatchGen wrote it: take the change to the job or to workflow/batchgen.json, or generate with --overwrite",
            text);
    }

    private static bool StandsFirst(string line) =>
        line is "{" || line.StartsWith("#!", StringComparison.Ordinal) || line.StartsWith("<?xml", StringComparison.Ordinal) || Directive().IsMatch(line);

    private static string SealOf(string path, string digest)
    {
        string text = $"{Notice}; sha256 {digest}";
        return Path.GetExtension(path) switch
        {
            ".json" => $"  \"$comment\": \"{text}\",",
            ".md" or ".html" or ".xml" => $"<!-- {text} -->",
            _ => $"# {text}",
        };
    }

    [GeneratedRegex(@"\bWritten by batchgen\b.*; sha256 ([0-9a-f]{16})\b", RegexOptions.CultureInvariant)]
    private static partial Regex Seal();

    [GeneratedRegex(@"^#\s*(syntax|escape|check)\s*=", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Directive();
}
