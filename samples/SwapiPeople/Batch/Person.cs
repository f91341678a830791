using StarWars.Swapi;

namespace StarWars.Batch;

/// <summary>A person as <c>people.ingest.v1</c> carries it: values that can be computed with, or null.</summary>
/// <param name="Url">The person's address at the source; the same in every run.</param>
/// <param name="Name">The name.</param>
/// <param name="Height">In centimetres.</param>
/// <param name="Mass">In kilograms.</param>
/// <param name="BirthYear">In years after the Battle of Yavin; negative before it.</param>
/// <param name="Gender">As the source puts it.</param>
/// <param name="HairColor">One or more colours, or <c>none</c>.</param>
/// <param name="SkinColor">One or more colours.</param>
/// <param name="EyeColor">One or more colours.</param>
/// <param name="Homeworld">As the source puts it: an address in SWAPI proper.</param>
/// <param name="Unknown">The fields that are null because the source has no usable value, under the source's names.</param>
public sealed record Person(
    [property: RecordId] string Url,
    string Name,
    int? Height,
    double? Mass,
    double? BirthYear,
    string? Gender,
    string? HairColor,
    string? SkinColor,
    string? EyeColor,
    string? Homeworld,
    IReadOnlyList<string> Unknown)
{
    /// <summary>Whether there is anything to compute with.</summary>
    internal bool IsMeasurable => Height is not null || Mass is not null || BirthYear is not null;

    /// <summary>Cleans a person of the source.</summary>
    /// <param name="source">The person as the source has it.</param>
    public static Person From(SwapiPerson source)
    {
        List<string> unknown = [];

        return new Person(
            source.Url,
            source.Name,
            Known("height", SwapiValue.WholeNumber(source.Height)),
            Known("mass", SwapiValue.Number(source.Mass)),
            Known("birth_year", SwapiValue.Year(source.BirthYear)),
            Known("gender", SwapiValue.Text(source.Gender)),
            Known("hair_color", SwapiValue.Text(source.HairColor)),
            Known("skin_color", SwapiValue.Text(source.SkinColor)),
            Known("eye_color", SwapiValue.Text(source.EyeColor)),
            Known("homeworld", SwapiValue.Text(source.Homeworld)),
            unknown);

        T Known<T>(string field, T value)
        {
            if (value is null)
            {
                unknown.Add(field);
            }

            return value;
        }
    }
}
