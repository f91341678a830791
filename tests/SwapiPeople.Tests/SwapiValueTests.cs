using System.Globalization;
using StarWars.Swapi;
using Xunit;

namespace StarWars.Tests;

public class SwapiValueTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("172", 172)]
    [InlineData("1,358", 1358)]
    [InlineData("78.2", null)]
    [InlineData("3000000000", null)]
    public void Reads_whole_numbers(string text, int? value) => Assert.Equal(value, SwapiValue.WholeNumber(text));

    [Theory]
    [InlineData("78.2", 78.2)]
    [InlineData("1,358", 1358.0)]
    [InlineData("1,234,567.5", 1234567.5)]
    public void Reads_numbers(string text, double value) => Assert.Equal(value, SwapiValue.Number(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("unknown")]
    [InlineData("n/a")]
    [InlineData("none")]
    [InlineData("1,35")]
    [InlineData("1,3,5,8")]
    [InlineData("1358,")]
    [InlineData("-5")]
    [InlineData("+5")]
    [InlineData(" 5")]
    [InlineData("5\n")]
    [InlineData("5e3")]
    [InlineData("5.")]
    [InlineData("NaN")]
    [InlineData("٥")]
    [InlineData("about 80")]
    [InlineData("999999999999999999999999999999")]
    public void Never_guesses_a_number(string? text)
    {
        Assert.Null(SwapiValue.Number(text));
        Assert.Null(SwapiValue.WholeNumber(text));
    }

    [Theory]
    [InlineData("41.9BBY", -41.9)]
    [InlineData("5ABY", 5.0)]
    [InlineData("unknown", null)]
    [InlineData("41.9", null)]
    [InlineData("BBY", null)]
    [InlineData("-5BBY", null)]
    [InlineData("5 BBY", null)]
    [InlineData("5bby", null)]
    public void Reads_years(string text, double? value) => Assert.Equal(value, SwapiValue.Year(text));

    [Theory]
    [InlineData("auburn, white", "auburn, white")]
    [InlineData("none", "none")]
    [InlineData("unknown", null)]
    [InlineData("n/a", null)]
    [InlineData(" ", null)]
    public void Reads_texts(string text, string? value) => Assert.Equal(value, SwapiValue.Text(text));

    [Fact]
    public void Every_value_of_the_shared_people_is_read_or_is_a_known_word_for_unknown()
    {
        foreach (SwapiPerson person in SharedPeople.ReadOrSkip())
        {
            Assert.Equal(ReadBy(decimal.Parse, person.Height), SwapiValue.WholeNumber(person.Height));
            Assert.Equal((double?)ReadBy(decimal.Parse, person.Mass), SwapiValue.Number(person.Mass));
            Assert.Equal(
                -(double?)ReadBy(decimal.Parse, person.BirthYear!.Replace("BBY", "", StringComparison.Ordinal)),
                SwapiValue.Year(person.BirthYear));
        }

        // An independent reading: the platform's own, for all but the one word that the file uses for an unknown number.
        static decimal? ReadBy(Func<string, NumberStyles, CultureInfo, decimal> parse, string? text) =>
            text == "unknown" ? null : parse(text!, NumberStyles.Number, CultureInfo.InvariantCulture);
    }
}
