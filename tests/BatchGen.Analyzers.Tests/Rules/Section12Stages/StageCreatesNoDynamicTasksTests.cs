using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.StageSources;

namespace BatchGen.Analyzers.Tests.Rules.Section12Stages;

public sealed class StageCreatesNoDynamicTasksTests
{
    [Fact]
    public Task Says_what_is_started_and_how_to_document_it() => RuleCheck.Says(
        "BWS1203",
        "[Load] method 'LoadAsync' of job 'people-ingest' starts work of its own with 'Task.Run': do it in the stage, or say why not with "
        + "[DynamicTasks(\"reason\")]",
        Load("private Task LoadAsync(Person person) => {|#0:Task.Run|}(() => table.Insert(person));"));

    [Fact]
    public Task Reports_every_way_to_start_work() => RuleCheck.Reports(
        Load("""
            private async Task LoadAsync(Person person, CancellationToken ct)
            {
                await {|BWS1203:Task.Run|}(() => 1, ct);
                await {|BWS1203:Task.Factory.StartNew|}(() => 1);
                await {|BWS1203:Task<int>.Factory.StartNew|}(() => 1);
                {|BWS1203:Parallel.For|}(0, 3, _ => { });
                await {|BWS1203:Parallel.ForEachAsync|}([person], ct, (each, token) => new ValueTask(table.UpsertAsync(each, token)));
                {|BWS1203:ThreadPool.QueueUserWorkItem|}(_ => table.Insert(person));
                {|BWS1203:new Thread(() => table.Insert(person))|}.Start();
                void Later() => {|BWS1203:new Task(() => table.Insert(person))|}.Start();
                Later();
            }
            """),
        Load("[DynamicTasks(\" \")]\nprivate Task LoadAsync(Person person) => {|BWS1203:Task.Run|}(() => table.Insert(person));")
            .Replace("Demo", "Demo.Two").Replace("\"people-ingest\"", "\"people-two\"").Replace("people.ingest.v1", "people.two.v1"));

    [Theory]
    [InlineData("[DynamicTasks(\"The library has no async call.\")]\nprivate Task LoadAsync(Person person) => Task.Run(() => table.Insert(person));")]
    [InlineData("private Task LoadAsync(Person person, CancellationToken ct) => Task.WhenAll(table.UpsertAsync(person, ct), table.CountAsync(person, ct));")]
    [InlineData("private Task LoadAsync(Person person) => Run(nameof(Task.Run));\n\nprivate Task Run(string name) => table.TouchAsync();")]
    [InlineData("private Task LoadAsync(Person person) => table.TouchAsync();\n\npublic Task OtherAsync() => Task.Run(() => { });")]
    public Task Accepts_a_reason_calls_at_the_same_time_and_other_code(string method) => RuleCheck.Reports(Load(method));

    [Fact]
    public Task Accepts_a_reason_on_the_job() => RuleCheck.Reports(
        Load("private Task LoadAsync(Person person) => Task.Run(() => table.Insert(person));")
            .Replace("public sealed partial class", "[DynamicTasks(\"The library has no async call.\")]\npublic sealed partial class"));

    private static string Load(string method) => WithLoad(method).Replace("partial class PeopleIngest", "partial class PeopleIngest(Table table)");
}
