using BatchGen.FaultApp;
using BatchGen.FaultApp.Batch;
using BatchGen.FaultApp.Handling;
using BatchGen.FaultApp.Tuning;

SelfKill.WhenInputEnds();

// A user's application, except that the durations and names of its jobs can be set from outside: see Tuned.
return await BatchApp.RunAsync(args, services => services
    .AddSingleton(FaultSettings.FromEnvironment())
    .AddSingleton<EventLog>()
    .AddSingleton<CallCounts>()
    .AddSingleton<Handler>()
    .AddTunedJob<PlainLoad>()
    .AddTunedJob<SerialLoad>()
    .AddTunedJob<LooseLoad>()
    .AddTunedJob<BulkLoad>()
    .AddTunedJob<DeduplicatedLoad>()
    .AddTunedJob<TransactedLoad>()
    .AddTunedJob<SourceRun>());
