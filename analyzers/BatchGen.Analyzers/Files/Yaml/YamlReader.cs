using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace BatchGen.Analyzers.Files.Yaml;

/// <summary>
/// Reads the part of YAML that a <c>prefect.yaml</c> is written in: block and flow maps and lists, scalars of every style, comments, anchors
/// and merge keys. Tags, keys that are no scalars and several documents are told from what is no YAML at all. Never throws.
/// </summary>
internal sealed partial class YamlReader
{
    private const int MaxDepth = 64;
    private readonly string _text;
    private readonly Dictionary<string, YamlValue> _anchors = new(StringComparer.Ordinal);
    private int _position;
    private int _depth;
    private string? _error;
    private int _errorAt;
    private bool _isUnsupported;

    private YamlReader(string text) => _text = text;

    public static YamlText Read(string text)
    {
        YamlReader reader = new(text);
        YamlValue? root = reader.Document();
        TextSpan span = TextSpan.FromBounds(reader._errorAt, Math.Min(text.Length, reader._errorAt + 1));
        return new(reader._error is null ? root : null, reader._error, span, reader._isUnsupported);
    }

    private YamlValue? Document()
    {
        _position = _text.Length > 0 && _text[0] == '\uFEFF' ? 1 : 0;
        SkipToContent();
        if (IsAt("---") && Column() == 0)
        {
            _position += 3;
        }

        YamlValue? root = Block(-1, mayBeListAt: -1);
        SkipToContent();
        if (IsAt("...") && Column() == 0)
        {
            _position += 3;
            SkipToContent();
        }

        return _error is not null || IsAtEnd ? root
            : IsAt("---") ? Unsupported("more than one document")
            : Fail("this does not fit what stands above it");
    }

    /// <summary>The value that begins at the next content; null when that is not further in than its parent.</summary>
    private YamlValue? Block(int parentColumn, int mayBeListAt)
    {
        SkipToContent();
        int column = Column();
        bool isList = IsDash();
        if (_error is not null || IsAtEnd || IsDocumentMark() || (column <= parentColumn && !(isList && column == mayBeListAt)))
        {
            return _error is null ? Nothing() : null;
        }

        if (++_depth > MaxDepth)
        {
            return Fail("it is nested too deeply");
        }

        YamlValue? value = isList ? List(column) : IsKey() ? Map(column) : Inline(parentColumn);
        _depth--;
        return value;
    }

    private YamlValue? List(int column)
    {
        int start = _position;
        ImmutableArray<YamlValue>.Builder items = ImmutableArray.CreateBuilder<YamlValue>();
        int end = start;
        while (!IsAtEnd && Column() == column && IsDash())
        {
            _position++;
            SkipSpaces();
            if (Block(column, mayBeListAt: -1) is not { } item)
            {
                return null;
            }

            items.Add(item);
            end = Math.Max(end, item.Span.End);
            SkipToContent();
        }

        return _error is not null ? null
            : !IsAtEnd && Column() > column ? Fail("this is indented further than the item above it")
            : new(YamlKind.List, TextSpan.FromBounds(start, end), "") { Items = items.ToImmutable() };
    }

    private YamlValue? Map(int column)
    {
        int start = _position;
        int end = start;
        List<YamlMember> members = [];
        List<YamlValue> merged = [];
        while (!IsAtEnd && Column() == column && !IsDocumentMark())
        {
            int nameStart = _position;
            if (!IsKey() || Key() is not { } name)
            {
                return Fail("a name and ':' are expected");
            }

            TextSpan nameSpan = TextSpan.FromBounds(nameStart, _position);
            SkipSpaces();
            _position++;
            SkipSpaces();
            YamlValue? value = IsRestEmpty() ? Block(column, mayBeListAt: column) : Inline(column);
            if (value is null)
            {
                return null;
            }

            end = Math.Max(Math.Max(end, nameSpan.End), value.Span.End);
            if (name == "<<")
            {
                merged.Add(value);
            }
            else
            {
                members.Add(new(name, nameSpan, value));
            }

            SkipToContent();
        }

        return _error is not null ? null
            : !IsAtEnd && Column() > column ? Fail("this is indented further than the names above it")
            : new(YamlKind.Map, TextSpan.FromBounds(start, end), "") { Members = Merge(members, merged) };
    }

    // What a map states itself counts before what it merges, and of that the first.
    private static ImmutableArray<YamlMember> Merge(List<YamlMember> members, List<YamlValue> merged)
    {
        HashSet<string> names = new(members.Select(static member => member.Name), StringComparer.Ordinal);
        foreach (YamlValue source in merged.SelectMany(static value => value.Kind == YamlKind.List ? value.Items : [value]))
        {
            foreach (YamlMember member in source.Members.Where(member => names.Add(member.Name)))
            {
                members.Insert(0, member with { Value = member.Value with { IsShared = true } });
            }
        }

        return [.. members];
    }

    /// <summary>A value that begins on this line: after a name, after a dash, or a scalar by itself.</summary>
    private YamlValue? Inline(int parentColumn)
    {
        int start = _position;
        switch (Peek())
        {
            case '&':
                return Anchored(parentColumn);
            case '*':
                _position++;
                return Rest(_anchors.TryGetValue(Word(), out YamlValue? shared) ? shared : Fail("this anchor is not defined above"));
            case '!':
                return Unsupported("a tag");
            case '@' or '`' or '%':
                return Fail("text that begins so needs quotes");
            case '|' or '>':
                return BlockText(parentColumn);
            case '[' or '{':
                return Rest(Flow());
            case '"' or '\'':
                return Rest(Quoted() is { } text ? new(YamlKind.Scalar, Since(start), text) : null);
            default:
                return Plain(parentColumn);
        }
    }

    private YamlValue? Anchored(int parentColumn)
    {
        _position++;
        string name = Word();
        SkipSpaces();
        if (!IsRestEmpty() && IsKey())
        {
            return Unsupported("an anchor on a name");
        }

        YamlValue? value = IsRestEmpty() ? Block(parentColumn, mayBeListAt: parentColumn) : Inline(parentColumn);
        return value is null ? null : _anchors[name] = value with { IsShared = true };
    }

    // Nothing but a comment may follow on the line.
    private YamlValue? Rest(YamlValue? value)
    {
        if (value is null)
        {
            return null;
        }

        SkipSpaces();
        return IsRestEmpty() ? value
            : Peek() == ':' ? Unsupported("a name that is no plain text")
            : Fail("something follows the value");
    }

    private YamlValue Nothing() => new(YamlKind.Null, new TextSpan(Math.Min(_position, _text.Length), 0), "");

    private YamlValue? Fail(string reason)
    {
        if (_error is null)
        {
            _error = reason;
            _errorAt = Math.Min(_position, Math.Max(0, _text.Length - 1));
        }

        return null;
    }

    private YamlValue? Unsupported(string what)
    {
        _isUnsupported |= _error is null;
        return Fail(what);
    }
}
