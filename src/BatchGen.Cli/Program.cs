using BatchGen.Cli;

return await ToolHost.RunAsync(args).ConfigureAwait(false);
