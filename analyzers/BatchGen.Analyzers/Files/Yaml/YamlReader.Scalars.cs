using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace BatchGen.Analyzers.Files.Yaml;

/// <summary>Scalars, flow collections and the characters between them.</summary>
internal sealed partial class YamlReader
{
    private bool IsAtEnd => _position >= _text.Length;

    private string? Key()
    {
        if (Peek() is '"' or '\'')
        {
            return Quoted();
        }

        int start = _position;
        while (!IsAtEnd && !IsKeyEnd(_position))
        {
            _position++;
        }

        string name = _text.Substring(start, _position - start).TrimEnd();
        _position = start + name.Length;
        return name;
    }

    // Whether the line has ": " or ends with ':' outside of quotes and before a comment.
    private bool IsKey()
    {
        int start = _position;
        if (Peek() is '"' or '\'')
        {
            bool isKey = Quoted() is not null && FollowedByColon();
            _position = start;
            _error = isKey ? _error : null;
            return isKey;
        }

        if (Peek() is '[' or '{' or '|' or '>' or '&' or '*' or '!' or '#' or '%' or '@' or '`' or '?')
        {
            return false;
        }

        for (int index = _position; index < _text.Length && _text[index] is not ('\n' or '\r'); index++)
        {
            if (IsKeyEnd(index))
            {
                return true;
            }

            if (_text[index] == '#' && index > _position && IsSpace(_text[index - 1]))
            {
                return false;
            }
        }

        return false;
    }

    private bool FollowedByColon()
    {
        SkipSpaces();
        return IsKeyEnd(_position);
    }

    private bool IsKeyEnd(int index) =>
        index < _text.Length && _text[index] == ':' && (index + 1 >= _text.Length || _text[index + 1] is ' ' or '\t' or '\n' or '\r');

    private YamlValue? Plain(int parentColumn)
    {
        int start = _position;
        int end = PlainLine(inFlow: false);
        if (IsKeyEnd(end))
        {
            return Fail("a name stands where a value is expected");
        }

        StringBuilder text = new(_text.Substring(start, end - start));
        while (true)
        {
            int mark = _position;
            int lines = SkipToContent();
            if (lines == 0 || IsAtEnd || Column() <= parentColumn || IsDocumentMark() || IsCommentBetween(mark) || IsKey())
            {
                // A name may follow at the parent's column; further in it is no part of the text.
                break;
            }

            int next = _position;
            end = PlainLine(inFlow: false);
            text.Append(lines > 1 ? new string('\n', lines - 1) : " ").Append(_text.Substring(next, end - next));
        }

        return Scalar(text.ToString(), TextSpan.FromBounds(start, end));
    }

    private bool IsCommentBetween(int mark) => _text.IndexOf('#', mark, _position - mark) >= 0;

    // Moves to the end of a plain scalar's part on this line, and gives where its text ends.
    private int PlainLine(bool inFlow)
    {
        int end = _position;
        for (; !IsAtEnd && Peek() is not ('\n' or '\r'); _position++)
        {
            char c = Peek();
            if (IsKeyEnd(_position)
                || (c == '#' && _position > 0 && IsSpace(_text[_position - 1]))
                || (inFlow && (c is ',' or '[' or ']' or '{' or '}' || (c == ':' && _position + 1 < _text.Length && _text[_position + 1] is ',' or ']' or '}'))))
            {
                break;
            }

            end = IsSpace(c) ? end : _position + 1;
        }

        return end;
    }

    private static YamlValue Scalar(string text, TextSpan span) => text is "" or "~" or "null" or "Null" or "NULL"
        ? new(YamlKind.Null, span, "")
        : new(YamlKind.Scalar, span, text) { IsPlain = true };

    private string? Quoted()
    {
        char quote = Peek();
        StringBuilder text = new();
        for (_position++; !IsAtEnd; _position++)
        {
            char c = Peek();
            if (c == quote && quote == '\'' && _position + 1 < _text.Length && _text[_position + 1] == '\'')
            {
                text.Append('\'');
                _position++;
            }
            else if (c == quote)
            {
                _position++;
                return text.ToString();
            }
            else if (c == '\\' && quote == '"')
            {
                _position++;
                if (!Escape(text))
                {
                    Fail("an escape is not one of YAML's");
                    return null;
                }
            }
            else if (c is '\n' or '\r')
            {
                Fold(text);
            }
            else
            {
                text.Append(c);
            }
        }

        Fail("text does not end");
        return null;
    }

    // A line break in quotes is a space, an empty line is a line break. Leaves the position on the last character of it.
    private void Fold(StringBuilder text)
    {
        int lines = 0;
        while (text.Length > 0 && IsSpace(text[text.Length - 1]))
        {
            text.Length--;
        }

        while (!IsAtEnd && (IsSpace(Peek()) || Peek() is '\n' or '\r'))
        {
            lines += Peek() == '\n' ? 1 : 0;
            _position++;
        }

        text.Append(lines > 1 ? new string('\n', lines - 1) : " ");
        _position--;
    }

    private bool Escape(StringBuilder text)
    {
        int length = Peek() switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (length > 0)
        {
            if (_position + length >= _text.Length
                || !uint.TryParse(_text.Substring(_position + 1, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint code)
                || code > 0x10FFFF
                || code is >= 0xD800 and <= 0xDFFF)
            {
                return false;
            }

            text.Append(char.ConvertFromUtf32((int)code));
            _position += length;
            return true;
        }

        const string From = "0abtnvfre \"/\\_N\t";
        const string To = "\0\a\b\t\n\v\f\r\u001b \"/\\\u00a0\u0085\t";
        int index = From.IndexOf(Peek());
        if (Peek() is '\n' or '\r')
        {
            while (!IsAtEnd && (IsSpace(Peek()) || Peek() is '\n' or '\r'))
            {
                _position++;
            }

            _position--;
            return true;
        }

        if (index >= 0)
        {
            text.Append(To[index]);
        }

        return index >= 0;
    }

    // | keeps line breaks, > joins lines. What that gives is not compared with anything, so folding stays simple.
    private YamlValue? BlockText(int parentColumn)
    {
        int start = _position;
        char separator = Peek() == '|' ? '\n' : ' ';
        _position++;
        while (Peek() is '+' or '-' or (>= '1' and <= '9'))
        {
            _position++;
        }

        SkipSpaces();
        if (!IsRestEmpty())
        {
            return Fail("something follows the mark of a text of several lines");
        }

        SkipLine();
        StringBuilder text = new();
        int end = _position;
        while (!IsAtEnd)
        {
            int line = _position;
            SkipSpaces();
            bool isEmpty = IsAtEnd || Peek() is '\n' or '\r';
            if (!isEmpty && Column() <= parentColumn)
            {
                _position = line;
                break;
            }

            int content = _position;
            SkipLine();
            end = isEmpty ? end : _position;
            text.Append(_text.Substring(content, _position - content).TrimEnd()).Append(separator);
        }

        return new(YamlKind.Scalar, TextSpan.FromBounds(start, end), text.ToString().TrimEnd());
    }

    private YamlValue? Flow()
    {
        if (++_depth > MaxDepth)
        {
            return Fail("it is nested too deeply");
        }

        YamlValue? value = Peek() == '[' ? FlowList() : FlowMap();
        _depth--;
        return value;
    }

    private YamlValue? FlowList()
    {
        int start = _position++;
        ImmutableArray<YamlValue>.Builder items = ImmutableArray.CreateBuilder<YamlValue>();
        while (true)
        {
            SkipToContent();
            if (Peek() == ']')
            {
                _position++;
                return new(YamlKind.List, Since(start), "") { Items = items.ToImmutable() };
            }

            if (FlowItem() is not { } item)
            {
                return null;
            }

            items.Add(item);
            SkipToContent();
            if (Peek() == ':')
            {
                return Unsupported("a name in a list");
            }

            if (Peek() == ',')
            {
                _position++;
            }
            else if (Peek() != ']')
            {
                return Fail("',' or ']' is expected");
            }
        }
    }

    private YamlValue? FlowMap()
    {
        int start = _position++;
        List<YamlMember> members = [];
        List<YamlValue> merged = [];
        while (true)
        {
            SkipToContent();
            if (Peek() == '}')
            {
                _position++;
                return new(YamlKind.Map, Since(start), "") { Members = Merge(members, merged) };
            }

            if (FlowItem() is not { } name)
            {
                return null;
            }

            YamlValue? value = Nothing();
            SkipToContent();
            if (Peek() == ':')
            {
                _position++;
                SkipToContent();
                value = Peek() is ',' or '}' ? Nothing() : FlowItem();
            }

            if (value is null)
            {
                return null;
            }

            if (name.Text == "<<")
            {
                merged.Add(value);
            }
            else
            {
                members.Add(new(name.Text, name.Span, value));
            }

            SkipToContent();
            if (Peek() == ',')
            {
                _position++;
            }
            else if (Peek() != '}')
            {
                return Fail("',' or '}' is expected");
            }
        }
    }

    private YamlValue? FlowItem()
    {
        int start = _position;
        switch (Peek())
        {
            case '[' or '{':
                return Flow();
            case '"' or '\'':
                return Quoted() is { } text ? new(YamlKind.Scalar, Since(start), text) : null;
            case '*':
                _position++;
                return _anchors.TryGetValue(Word(), out YamlValue? shared) ? shared : Fail("this anchor is not defined above");
            case '&' or '!' or '?' or '|' or '>':
                return Unsupported("an anchor, a tag or a text of several lines in brackets");
            default:
                int end = PlainLine(inFlow: true);
                return end > start ? Scalar(_text.Substring(start, end - start), TextSpan.FromBounds(start, end)) : Fail("a value is expected");
        }
    }

    private string Word()
    {
        int start = _position;
        while (!IsAtEnd && Peek() is not (' ' or '\t' or '\n' or '\r' or ',' or '[' or ']' or '{' or '}'))
        {
            _position++;
        }

        return _text.Substring(start, _position - start);
    }

    /// <summary>Moves over blanks, comments and line ends to what comes next; gives how many lines were left behind.</summary>
    private int SkipToContent()
    {
        int lines = 0;
        while (!IsAtEnd)
        {
            SkipSpaces();
            if (Peek() == '#' && (_position == 0 || char.IsWhiteSpace(_text[_position - 1])))
            {
                while (!IsAtEnd && Peek() != '\n')
                {
                    _position++;
                }
            }
            else if (Peek() is '\n' or '\r')
            {
                lines += Peek() == '\n' ? 1 : 0;
                _position++;
            }
            else
            {
                break;
            }
        }

        return lines;
    }

    private void SkipSpaces()
    {
        while (Peek() is ' ' or '\t')
        {
            _position++;
        }
    }

    private void SkipLine()
    {
        while (!IsAtEnd && Peek() != '\n')
        {
            _position++;
        }

        _position = Math.Min(_position + 1, _text.Length);
    }

    private bool IsRestEmpty() => IsAtEnd || Peek() is '\n' or '\r' || (Peek() == '#' && _position > 0 && IsSpace(_text[_position - 1]));

    private bool IsDash() => Peek() == '-' && (_position + 1 >= _text.Length || char.IsWhiteSpace(_text[_position + 1]));

    private bool IsDocumentMark() => Column() == 0 && (IsAt("---") || IsAt("..."));

    private bool IsAt(string text) => string.CompareOrdinal(_text, _position, text, 0, text.Length) == 0;

    private int Column() => IsAtEnd || _position == 0 ? (IsAtEnd ? -1 : 0) : _position - (_text.LastIndexOf('\n', _position - 1) + 1);

    private char Peek() => IsAtEnd ? '\0' : _text[_position];

    private static bool IsSpace(char c) => c is ' ' or '\t';

    private TextSpan Since(int start) => TextSpan.FromBounds(start, _position);
}
