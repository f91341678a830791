using System.Globalization;
using System.Text;

namespace BatchGen.Analyzers.Schemas;

/// <summary>The values of <c>JsonKnownNamingPolicy</c>.</summary>
internal enum NamingPolicy
{
    None,
    CamelCase,
    SnakeCaseLower,
    SnakeCaseUpper,
    KebabCaseLower,
    KebabCaseUpper,
}

/// <summary>The names of members on the wire, exactly as System.Text.Json makes them.</summary>
internal static class JsonNames
{
    private enum State
    {
        Start,
        Upper,
        LowerOrDigit,
        Space,
    }

    public static string Convert(string name, NamingPolicy policy) => policy switch
    {
        NamingPolicy.CamelCase => CamelCase(name),
        NamingPolicy.SnakeCaseLower => Separated(name, '_', isLower: true),
        NamingPolicy.SnakeCaseUpper => Separated(name, '_', isLower: false),
        NamingPolicy.KebabCaseLower => Separated(name, '-', isLower: true),
        NamingPolicy.KebabCaseUpper => Separated(name, '-', isLower: false),
        _ => name,
    };

    private static string CamelCase(string name)
    {
        char[] characters = name.ToCharArray();
        for (int index = 0; index < characters.Length && char.IsUpper(characters[index]); index++)
        {
            // The last upper-case letter before a lower-case one begins the next word.
            bool beginsWord = index > 0 && index + 1 < characters.Length && !char.IsUpper(characters[index + 1]);
            if (beginsWord)
            {
                break;
            }

            characters[index] = char.ToLowerInvariant(characters[index]);
        }

        return new(characters);
    }

    private static string Separated(string name, char separator, bool isLower)
    {
        StringBuilder text = new();
        State state = State.Start;
        for (int index = 0; index < name.Length; index++)
        {
            char c = name[index];
            switch (char.GetUnicodeCategory(c))
            {
                case UnicodeCategory.UppercaseLetter:
                    bool endsAcronym = state == State.Upper && index + 1 < name.Length && char.IsLower(name[index + 1]);
                    if (state is State.LowerOrDigit or State.Space || endsAcronym)
                    {
                        text.Append(separator);
                    }

                    text.Append(isLower ? char.ToLowerInvariant(c) : c);
                    state = State.Upper;
                    break;
                case UnicodeCategory.LowercaseLetter or UnicodeCategory.DecimalDigitNumber:
                    if (state == State.Space)
                    {
                        text.Append(separator);
                    }

                    text.Append(isLower ? c : char.ToUpperInvariant(c));
                    state = State.LowerOrDigit;
                    break;
                case UnicodeCategory.SpaceSeparator:
                    state = state == State.Start ? State.Start : State.Space;
                    break;
                default:
                    text.Append(c);
                    state = State.Start;
                    break;
            }
        }

        return text.ToString();
    }
}
