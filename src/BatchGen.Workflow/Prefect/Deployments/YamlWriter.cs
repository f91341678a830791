using System.Text;
using BatchGen.Analyzers.Files.Json;

namespace BatchGen.Workflow.Prefect.Deployments;

/// <summary>Writes YAML in blocks. Every text is in quotes, because Prefect takes a file with a number for a version as no file at all.</summary>
internal sealed class YamlWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;
    private string _dash = "";

    public YamlWriter Comment(string text) => Line($"# {string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}");

    public YamlWriter Blank()
    {
        _text.Append('\n');
        return this;
    }

    /// <summary>A member with a text.</summary>
    public YamlWriter Text(string name, string value, string? comment = null) => Plain(name, JsonTextWriter.Quote(value), comment);

    /// <summary>A member with a number, a truth value, or null.</summary>
    public YamlWriter Plain(string name, string value, string? comment = null) => Line($"{name}: {value}{(comment is null ? "" : $" # {comment}")}");

    /// <summary>A member with texts in one line.</summary>
    public YamlWriter Texts(string name, IEnumerable<string> values) => Plain(name, $"[{string.Join(", ", values.Select(JsonTextWriter.Quote))}]");

    /// <summary>A member with members of its own.</summary>
    public YamlWriter Map(string name, Action<YamlWriter> write)
    {
        Line($"{name}:");
        return Inside(write);
    }

    /// <summary>An item of a list, which is a map: its first member stands behind the dash.</summary>
    public YamlWriter Item(Action<YamlWriter> write)
    {
        _dash = "- ";
        return Inside(write);
    }

    public override string ToString() => _text.ToString();

    private YamlWriter Inside(Action<YamlWriter> write)
    {
        _depth++;
        write(this);
        _depth--;
        return this;
    }

    private YamlWriter Line(string line)
    {
        _text.Append(' ', 2 * (_depth - (_dash.Length / 2))).Append(_dash).Append(line).Append('\n');
        _dash = "";
        return this;
    }
}
