using StarWars.Planets.Atlas;
using StarWars.Planets.Storage;

return await BatchApp.RunAsync(args, services => services
    .AddBatchJobs()
    .AddSingleton<PlanetAtlas>()
    .AddSingleton<GalaxyDatabase>()
    .AddSingleton<IResultLocation>(provider => provider.GetRequiredService<GalaxyDatabase>()));
