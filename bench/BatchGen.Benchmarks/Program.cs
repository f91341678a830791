using System.CommandLine;
using BatchGen.Benchmarks.Measuring;
using BatchGen.Benchmarks.Scenarios;

(string Name, Func<Scale, Task<IReadOnlyList<Series>>> Run)[] scenarios =
[
    ("noop", scale => NoOp.LiveAsync(scale, partitions: 1)),
    ("noop-partitions", scale => NoOp.LiveAsync(scale, partitions: 8)),
    ("noop-fetched", NoOp.FetchedAsync),
    ("waiting", Waiting.RunAsync),
    ("hot-key", HotKey.RunAsync),
    ("publish", Publish.SendAsync),
    ("publish-stage", Publish.StageAsync),
    ("start", Start.RunAsync),
];

Option<bool> quick = new("--quick") { Description = "A smoke run: tiny counts, one round. Its numbers mean nothing." };
Option<bool> json = new("--json") { Description = "Write the results as JSON." };
Option<int> rounds = new("--rounds") { Description = "Measured rounds.", DefaultValueFactory = _ => 5 };
Option<string> side = new("--side") { Description = "Only the sides whose name contains this text, for a profiler.", DefaultValueFactory = _ => "" };
Argument<string[]> names = new("scenario") { Description = $"Which: {string.Join(", ", scenarios.Select(s => s.Name))}. Default: all.", Arity = ArgumentArity.ZeroOrMore };
names.AcceptOnlyFromAmong([.. scenarios.Select(scenario => scenario.Name)]);

if (args is [FirstRecord.Argument, ..])
{
    return await FirstRecord.RunAsync(args);
}

RootCommand command = new("Compares BatchGen with the same work written by hand on Confluent.Kafka, on one embedded broker, the sides taking turns.")
{
    quick, json, rounds, side, names,
};
command.SetAction(async parsed =>
{
    Scale scale = parsed.GetValue(quick) ? Scale.Quick : Scale.Full(parsed.GetValue(rounds));
    scale = scale with { Side = parsed.GetValue(side)! };
    string[] wanted = parsed.GetValue(names) is { Length: > 0 } given ? given : [.. scenarios.Select(scenario => scenario.Name)];
    List<Series> results = [];
    foreach ((string name, Func<Scale, Task<IReadOnlyList<Series>>> run) in scenarios.Where(scenario => wanted.Contains(scenario.Name)))
    {
        results.AddRange(await run(scale));
    }

    Report.Write(results, parsed.GetValue(json));
});
return await command.Parse(args).InvokeAsync();
