using StarWars.Storage;
using StarWars.Swapi;

return await BatchApp.RunAsync(args, services => services
    .AddBatchJobs()
    .AddSwapi()
    .AddSingleton<PeopleTable>()
    .AddSingleton<IResultLocation>(provider => provider.GetRequiredService<PeopleTable>()));
