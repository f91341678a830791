using BatchGen.Analyzers.Files.Json;
using BatchGen.Analyzers.Files.Markdown;
using BatchGen.Analyzers.Files.Yaml;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace BatchGen.Analyzers.Files;

/// <summary>A file beside the code. It is read when it is first asked for, and each form is parsed once.</summary>
internal sealed class ProjectFile
{
    private readonly Lazy<SourceText?> _text;
    private readonly Lazy<JsonText> _json;
    private readonly Lazy<YamlText> _yaml;
    private readonly Lazy<MarkdownText> _markdown;

    /// <summary>A file that the compiler was given.</summary>
    public ProjectFile(AdditionalText file)
        : this(file.Path, () => file.GetText())
    {
    }

    /// <param name="path">The path, as reports name it.</param>
    /// <param name="read">Reads it; null where it cannot be read.</param>
    public ProjectFile(string path, Func<SourceText?> read)
    {
        Path = path;
        NormalizedPath = FilePaths.Normalize(path);
        _text = new(read);
        _json = new(() => JsonReader.Read(Content));
        _yaml = new(() => YamlReader.Read(Content));
        _markdown = new(() => MarkdownText.Read(Content));
    }

    /// <summary>The path as it was given: reports name it so.</summary>
    public string Path { get; }

    /// <summary>The path with <c>/</c> alone and without <c>.</c> and <c>..</c>.</summary>
    public string NormalizedPath { get; }

    /// <summary>The name without folders.</summary>
    public string Name => NormalizedPath.Substring(NormalizedPath.LastIndexOf('/') + 1);

    /// <summary>Whether the file could be read at all; what cannot is the compiler's to report.</summary>
    public bool Exists => _text.Value is not null;

    public string Content => _text.Value?.ToString() ?? "";

    public JsonText Json => _json.Value;

    public YamlText Yaml => _yaml.Value;

    public MarkdownText Markdown => _markdown.Value;

    /// <summary>A place in the file, for a report.</summary>
    public Location At(TextSpan span)
    {
        SourceText text = _text.Value ?? SourceText.From("");
        TextSpan within = TextSpan.FromBounds(Math.Min(span.Start, text.Length), Math.Min(span.End, text.Length));
        return Location.Create(Path, within, text.Lines.GetLinePositionSpan(within));
    }
}
