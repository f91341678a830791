using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using StarWars.Batch;
using StarWars.Storage;
using StarWars.Swapi;
using Xunit;

namespace StarWars.Tests;

public sealed class SwapiPeopleTests : IDisposable
{
    private readonly SwapiClient _client = new(() => throw new InvalidOperationException("Cleaning asks no service."));
    private readonly PeopleTable _table = new(new ConfigurationBuilder().Build());
    private readonly WarningLog _log = new();

    public void Dispose()
    {
        _client.Dispose();
        _table.Dispose();
    }

    [Fact]
    public void What_is_unknown_becomes_null_and_is_listed()
    {
        Person? person = Clean(new SwapiPerson(
            "u1", "Jabba", Height: "175", Mass: "1,358", HairColor: "n/a", SkinColor: "green-tan, brown", EyeColor: "unknown",
            BirthYear: "600BBY", Gender: "none", Homeworld: "https://swapi.example/api/planets/24/"));

        Assert.NotNull(person);
        Assert.Equal((175, 1358.0, -600.0), (person.Height, person.Mass, person.BirthYear));
        Assert.Equal((null, "green-tan, brown", null, "none"), (person.HairColor, person.SkinColor, person.EyeColor, person.Gender));
        Assert.Equal(["hair_color", "eye_color"], person.Unknown);
        Assert.Empty(_log.Warnings);
    }

    [Theory]
    [InlineData("180", "unknown", "unknown")]
    [InlineData("n/a", "80", "unknown")]
    [InlineData("n/a", "unknown", "19BBY")]
    public void One_measure_is_enough_to_stay(string height, string mass, string birthYear) =>
        Assert.NotNull(Clean(new SwapiPerson("u1", "n1", height, mass, BirthYear: birthYear)));

    [Fact]
    public void Who_cannot_be_measured_is_left_out_with_a_warning()
    {
        Assert.Null(Clean(new SwapiPerson("u29", "Arvel Crynyd", "unknown", "n/a", BirthYear: "long ago", Gender: "male")));

        string warning = Assert.Single(_log.Warnings);
        Assert.Contains("Arvel Crynyd (u29)", warning, StringComparison.Ordinal);
        Assert.Contains("height, mass, birth_year", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_the_shared_people_all_but_one_stay()
    {
        IReadOnlyList<SwapiPerson> source = SharedPeople.ReadOrSkip();

        List<Person> clean = [.. source.Select(Clean).OfType<Person>()];

        Assert.Equal(82, source.Count);
        Assert.Equal(81, clean.Count);
        Assert.Equal(["Arvel Crynyd"], source.Select(person => person.Name).Except(clean.Select(person => person.Name)));
        Assert.Equal(22, clean.Count(person => person.Unknown.Contains("mass")));
        Assert.Equal(38, clean.Count(person => person.Unknown.Contains("birth_year")));
    }

    private Person? Clean(SwapiPerson source) => new SwapiPeople(_client, _table).Clean(source, new BatchContext
    {
        BatchId = Guid.Parse("01a0273f-fca0-7d91-82e8-c51e5af34dcb"),
        JobName = "swapi-people",
        ScheduledAt = DateTimeOffset.UnixEpoch,
        Attempt = 1,
        Logger = _log,
        TimeProvider = TimeProvider.System,
    });

    private sealed class WarningLog : ILogger
    {
        public List<string> Warnings { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Assert.Equal(LogLevel.Warning, logLevel);
            Warnings.Add(formatter(state, exception));
        }
    }
}
