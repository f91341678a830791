using TheNamespace;

return await BatchApp.RunAsync(args, services => services.AddBatchJobs().AddTheBatch());
