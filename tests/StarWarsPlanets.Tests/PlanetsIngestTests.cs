using BatchGen.Testing;
using StarWars.Planets.Atlas;
using StarWars.Planets.Batch;
using StarWars.Planets.Storage;

namespace StarWars.Planets.Tests;

public sealed class PlanetsIngestTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_loads_every_planet_that_was_measured_and_a_second_one_changes_nothing()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("planets-");
        int measured = new PlanetAtlas().Entries.Count - 1;
        await using (EmbeddedKafka kafka = await EmbeddedKafka.StartAsync(ct: Cancellation))
        await using (BatchTestHost<PlanetsIngest> app = await BatchTestHost.StartAsync<PlanetsIngest>(
            kafka,
            services => services.AddSingleton<PlanetAtlas>().AddSingleton<GalaxyDatabase>(),
            new BatchTestHostOptions { Settings = new Dictionary<string, string?> { ["Galaxy:Database"] = Path.Combine(folder.FullName, "galaxy.db") } },
            Cancellation))
        {
            BatchTestRun run = await app.RunAsync(cancellationToken: Cancellation);
            await app.RunAsync(cancellationToken: Cancellation);
            await app.Processed(2 * measured, Cancellation);

            Assert.True(run.IsComplete);
            Assert.Equal(1, run.Stages.Single(stage => stage.Name == "transform").RecordsFiltered);
            Assert.Equal(measured, app.Services.GetRequiredService<GalaxyDatabase>().Count("planets"));
            kafka.Topic("planets.ingest.v1.dlq").ShouldBeEmpty();
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public void A_planet_is_read_with_its_diameter_and_one_that_nobody_has_measured_is_left_out()
    {
        Assert.Equal(new Planet("planets/hoth", "Hoth", "frozen", 7200), Planet.From(new AtlasEntry("planets/hoth", "Hoth", "frozen", "7200 km")));
        Assert.Null(Planet.From(new AtlasEntry("planets/kef-bir", "Kef Bir", "oceanic", "uncharted")));
        Assert.Null(Planet.From(new AtlasEntry("planets/kef-bir", "Kef Bir", "oceanic", "-7 km")));
    }
}
