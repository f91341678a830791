using BatchGen;
using BatchGen.TestApp;
using Microsoft.Extensions.DependencyInjection;

// What a user's Program.cs looks like, with jobs whose plans are written by hand.
return await BatchApp.RunAsync(args, services => services.AddBatchJob<DemoJob>().AddBatchJob<ConsumerJob>().AddEmbeddedKafka());
