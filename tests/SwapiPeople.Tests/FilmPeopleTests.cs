using StarWars.Batch;
using StarWars.Swapi;
using StarWars.Swapi.Endpoint;
using Xunit;

namespace StarWars.Tests;

public class FilmPeopleTests
{
    [Fact]
    public void Every_fact_is_complete_plausible_and_told_once()
    {
        Assert.InRange(FilmPeople.All.Count, 80, 120);
        Assert.Distinct(FilmPeople.All.Select(person => person.Name));
        Assert.Distinct(FilmPeople.All.Select(person => person.Url));

        Assert.All(FilmPeople.All, source =>
        {
            Person person = Person.From(source);

            // A number that is written wrongly would be read as unknown.
            Assert.Equal(source.Height == "unknown", person.Height is null);
            Assert.Equal(source.Mass == "unknown", person.Mass is null);
            Assert.Equal(source.BirthYear == "unknown", person.BirthYear is null);
            Assert.InRange(person.Height ?? 100, 20, 300);
            Assert.InRange(person.Mass ?? 100, 10, 1500);
            Assert.InRange(person.BirthYear ?? 0, -1000, 40);
        });
    }

    [Fact]
    public void They_are_put_the_way_swapi_puts_them()
    {
        SwapiPerson jabba = FilmPeople.All.Single(person => person.Name == "Jabba the Hutt");
        SwapiPerson rey = FilmPeople.All.Single(person => person.Name == "Rey");
        SwapiPerson droid = FilmPeople.All.Single(person => person.Name == "L3-37");

        Assert.Equal(("1,358", "n/a", "600BBY"), (jabba.Mass, jabba.HairColor, jabba.BirthYear));
        Assert.Equal(("170", "15ABY"), (rey.Height, rey.BirthYear));
        Assert.Equal(("unknown", "n/a", "unknown"), (droid.Height, droid.HairColor, droid.Homeworld));
    }
}
