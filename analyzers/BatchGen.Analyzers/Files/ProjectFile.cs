using BatchGen.Analyzers.Files.Json;
using BatchGen.Analyzers.Files.Markdown;
using BatchGen.Analyzers.Files.Yaml;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace BatchGen.Analyzers.Files;

/// <summary>A file beside the code that the compiler was given. It is read when it is first asked for, and each form is parsed once.</summary>
internal sealed class ProjectFile
{
    private readonly Lazy<SourceText?> _text;
    private readonly Lazy<JsonText> _json;
    private readonly Lazy<YamlText> _yaml;
    private readonly Lazy<MarkdownText> _markdown;

    public ProjectFile(AdditionalText file)
    {
        Path = file.Path;
        NormalizedPath = FilePaths.Normalize(file.Path);
        _text = new(() => file.GetText());
        _json = new(() => JsonReader.Read(Content));
        _yaml = new(() => YamlReader.Read(Content));
        _markdown = new(() => MarkdownText.Read(Content));
    }

    /// <summary>The path as the compiler has it: reports name it so.</summary>
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
