using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace BatchGen.Analyzers.Files.Json;

/// <summary>
/// Reads JSON (RFC 8259) and keeps where everything stands. Never throws: what is no JSON gives the place and the reason.
/// </summary>
internal sealed class JsonReader
{
    private const int MaxDepth = 64;
    private readonly string _text;
    private int _position;
    private string? _error;
    private int _errorAt;

    private JsonReader(string text) => _text = text;

    public static JsonText Read(string text)
    {
        JsonReader reader = new(text);
        reader._position = text.Length > 0 && text[0] == '\uFEFF' ? 1 : 0;
        JsonValue? root = reader.Value(0);
        reader.SkipSpace();
        if (root is not null && reader._position < text.Length)
        {
            root = reader.Fail("something follows the value");
        }

        return new(root, reader._error, TextSpan.FromBounds(reader._errorAt, Math.Min(text.Length, reader._errorAt + 1)));
    }

    private JsonValue? Value(int depth)
    {
        SkipSpace();
        if (depth > MaxDepth)
        {
            return Fail("it is nested too deeply");
        }

        int start = _position;
        return Peek() switch
        {
            '{' => Object(depth),
            '[' => List(depth),
            '"' => String() is { } text ? new(JsonKind.Text, Since(start), text) : null,
            '-' or (>= '0' and <= '9') => Number(),
            't' => Word("true", JsonKind.Bool),
            'f' => Word("false", JsonKind.Bool),
            'n' => Word("null", JsonKind.Null),
            _ => Fail(_position < _text.Length ? "a value is expected" : "it ends too early"),
        };
    }

    private JsonValue? Object(int depth)
    {
        int start = _position++;
        ImmutableArray<JsonMember>.Builder members = ImmutableArray.CreateBuilder<JsonMember>();
        SkipSpace();
        while (Peek() != '}')
        {
            if (members.Count > 0 && !Take(','))
            {
                return Fail("',' or '}' is expected");
            }

            SkipSpace();
            int nameStart = _position;
            if (Peek() != '"' || String() is not { } name)
            {
                return Fail("a name in quotes is expected");
            }

            TextSpan nameSpan = Since(nameStart);
            SkipSpace();
            if (!Take(':'))
            {
                return Fail("':' is expected");
            }

            if (Value(depth + 1) is not { } value)
            {
                return null;
            }

            members.Add(new(name, nameSpan, value));
            SkipSpace();
        }

        _position++;
        return new(JsonKind.Object, Since(start), "") { Members = members.ToImmutable() };
    }

    private JsonValue? List(int depth)
    {
        int start = _position++;
        ImmutableArray<JsonValue>.Builder items = ImmutableArray.CreateBuilder<JsonValue>();
        SkipSpace();
        while (Peek() != ']')
        {
            if (items.Count > 0 && !Take(','))
            {
                return Fail("',' or ']' is expected");
            }

            if (Value(depth + 1) is not { } value)
            {
                return null;
            }

            items.Add(value);
            SkipSpace();
        }

        _position++;
        return new(JsonKind.List, Since(start), "") { Items = items.ToImmutable() };
    }

    private string? String()
    {
        StringBuilder text = new();
        for (_position++; _position < _text.Length; _position++)
        {
            char c = _text[_position];
            switch (c)
            {
                case '"':
                    _position++;
                    return text.ToString();
                case < ' ':
                    Fail("a control character stands in text");
                    return null;
                case '\\' when Escape() is { } escaped:
                    text.Append(escaped);
                    break;
                case '\\':
                    Fail("an escape is not one of JSON's");
                    return null;
                default:
                    text.Append(c);
                    break;
            }
        }

        Fail("text does not end");
        return null;
    }

    // Leaves the position on the last character of the escape.
    private char? Escape()
    {
        _position++;
        switch (Peek())
        {
            case '"' or '\\' or '/':
                return Peek();
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u' when _position + 4 < _text.Length
                && ushort.TryParse(_text.Substring(_position + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code):
                _position += 4;
                return (char)code;
            default:
                return null;
        }
    }

    private JsonValue? Number()
    {
        int start = _position;
        Take('-');
        if (!Take('0') && !Digits())
        {
            return Fail("a digit is expected");
        }

        if (Take('.') && !Digits())
        {
            return Fail("a digit is expected");
        }

        if (Take('e') || Take('E'))
        {
            _ = Take('+') || Take('-');
            if (!Digits())
            {
                return Fail("a digit is expected");
            }
        }

        return new(JsonKind.Number, Since(start), _text.Substring(start, _position - start));
    }

    private bool Digits()
    {
        int start = _position;
        while (Peek() is >= '0' and <= '9')
        {
            _position++;
        }

        return _position > start;
    }

    private JsonValue? Word(string word, JsonKind kind)
    {
        int start = _position;
        if (string.CompareOrdinal(_text, start, word, 0, word.Length) != 0)
        {
            return Fail("a value is expected");
        }

        _position += word.Length;
        return new(kind, Since(start), word);
    }

    private JsonValue? Fail(string reason)
    {
        if (_error is null)
        {
            _error = reason;
            _errorAt = Math.Min(_position, Math.Max(0, _text.Length - 1));
        }

        return null;
    }

    private void SkipSpace()
    {
        while (Peek() is ' ' or '\t' or '\n' or '\r')
        {
            _position++;
        }
    }

    private char Peek() => _position < _text.Length ? _text[_position] : '\0';

    private bool Take(char expected)
    {
        if (_position >= _text.Length || _text[_position] != expected)
        {
            return false;
        }

        _position++;
        return true;
    }

    private TextSpan Since(int start) => TextSpan.FromBounds(start, _position);
}
