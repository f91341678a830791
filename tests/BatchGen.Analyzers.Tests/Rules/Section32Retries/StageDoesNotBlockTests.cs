using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.StageSources;

namespace BatchGen.Analyzers.Tests.Rules.Section32Retries;

public sealed class StageDoesNotBlockTests
{
    [Fact]
    public Task Says_what_blocks_and_what_to_write() => RuleCheck.Says(
        "BWS3209",
        "[Load] method 'Load' of job 'people-ingest' blocks its thread with '.Wait()', which neither its timeout nor a stop can end: await the task",
        Load("private void Load(Person person, CancellationToken ct) => table.UpsertAsync(person, ct).{|#0:Wait()|};"));

    [Fact]
    public Task Reports_every_way_to_wait_for_a_task_or_the_clock() => RuleCheck.Reports(
        Load("""
            private async Task LoadAsync(Person person, CancellationToken ct)
            {
                int count = table.CountAsync(person, ct).{|BWS3209:Result|};
                bool exists = table.ExistsAsync(person.Url, true, ct).{|BWS3209:Result|};
                table.UpsertAsync(person, ct).{|BWS3209:GetAwaiter().GetResult()|};
                table.UpsertAsync(person, ct).ConfigureAwait(false).{|BWS3209:GetAwaiter().GetResult()|};
                Task started = table.UpsertAsync(person, ct);
                started.{|BWS3209:Wait(ct)|};
                Task[] all = [started];
                {|BWS3209:Task.WaitAll(all)|};
                int Counted() => table.CountAsync(person, ct).{|BWS3209:Result|} + count;
                Func<int> lambda = () => table.CountAsync(person, ct).{|BWS3209:Result|};
                await Task.WhenAll(Task.FromResult(Counted()), Task.FromResult(lambda()), Task.FromResult(exists));
            }
            """),
        WithExtract("""
            private IEnumerable<Source> Read()
            {
                {|BWS3209:Thread.Sleep(100)|};
                return [];
            }
            """).Replace("Demo", "Demo.Two").Replace("\"people-ingest\"", "\"people-two\"").Replace("people.ingest.v1", "people.two.v1"));

    [Fact]
    public Task Accepts_tasks_that_are_complete_and_other_results() => RuleCheck.Reports(
        Load("""
            private async Task LoadAsync(Person person, CancellationToken ct)
            {
                Task<int> one = table.CountAsync(person, ct);
                Task<int> two = table.CountAsync(person, ct);
                await Task.WhenAll(one, two).ConfigureAwait(false);
                List<Task<int>> tasks = [one, two];
                await Task.WhenAll(tasks);
                Dictionary<string, Task<int>> byName = new() { ["one"] = one };
                await Task.WhenAll(byName.Values);
                int sum = one.Result + two.Result + tasks[0].Result + tasks.Sum(task => task.Result) + tasks.First().Result
                    + byName.Sum(pair => pair.Value.Result) + byName["one"].Result;
                foreach (Task<int> task in tasks)
                {
                    sum += task.Result;
                }

                Task<int> first = await Task.WhenAny(table.CountAsync(person, ct), table.CountAsync(person, ct));
                ValueTask<bool> exists = table.ExistsAsync(person.Url, true, ct);
                bool found = exists.IsCompletedSuccessfully ? exists.Result : await exists;
                sum += await table.CountAsync(person, ct).ContinueWith(counted => counted.Result, TaskScheduler.Default);
                Outcome outcome = new(first.Result + sum, nameof(Task<int>.Result));
                Thread.Sleep(0);
                outcome.Wait();
                await table.UpsertAsync(person with { Name = outcome.Result.ToString() + found }, ct);
            }

            private sealed record Outcome(int Result, string Name)
            {
                public void Wait() { }
            }
            """));

    [Fact]
    public Task Leaves_code_outside_of_stages_alone() => RuleCheck.Reports(
        Load("private Task LoadAsync(Person person, CancellationToken ct) => table.UpsertAsync(person, ct);\n\npublic int Count(Person person) => table.CountAsync(person).Result;"));

    [Fact]
    public Task Awaits() => RuleCheck.Fixes(
        "BWS3209",
        Load("""
            private async Task LoadAsync(Person person, CancellationToken ct)
            {
                string count = table.CountAsync(person, ct).{|BWS3209:Result|}.ToString(); // Text.
                table.UpsertAsync(person, ct).ConfigureAwait(false).{|BWS3209:GetAwaiter().GetResult()|};
                table.UpsertAsync(person, ct).{|BWS3209:Wait()|};
                {|BWS3209:Task.WaitAll(table.UpsertAsync(person, ct))|};
                Func<Task<int>> counted = async () => table.CountAsync(person, ct).{|BWS3209:Result|} + count.Length;
                await counted();
            }
            """),
        Load("""
            private async Task LoadAsync(Person person, CancellationToken ct)
            {
                string count = (await table.CountAsync(person, ct)).ToString(); // Text.
                await table.UpsertAsync(person, ct).ConfigureAwait(false);
                await table.UpsertAsync(person, ct);
                await Task.WhenAll(table.UpsertAsync(person, ct));
                Func<Task<int>> counted = async () => await table.CountAsync(person, ct) + count.Length;
                await counted();
            }
            """));

    [Fact]
    public Task Pauses_with_the_stage_s_token() => RuleCheck.Fixes(
        "BWS3209",
        Extract("""
            private async IAsyncEnumerable<Source> ReadAsync()
            {
                await Task.Yield();
                foreach (Source source in pages.Get(1))
                {
                    {|BWS3209:Thread.Sleep(100)|};
                    yield return source;
                }
            }
            """),
        Extract("""
            private async IAsyncEnumerable<Source> ReadAsync([EnumeratorCancellation] CancellationToken ct)
            {
                await Task.Yield();
                foreach (Source source in pages.Get(1))
                {
                    await Task.Delay(100, ct);
                    yield return source;
                }
            }
            """));

    [Fact]
    public Task Offers_nothing_where_nothing_can_be_awaited_and_where_a_pause_is_wrong_in_any_form() => RuleCheck.OffersNoFix(
        "BWS3209",
        Load("""
            private async Task LoadAsync(Person person, CancellationToken ct)
            {
                await table.UpsertAsync(person, ct);
                {|BWS3209:Thread.Sleep(100)|};
                lock (table)
                {
                    table.UpsertAsync(person, ct).{|BWS3209:Wait()|};
                }

                int Count() => table.CountAsync(person, ct).{|BWS3209:Result|};
                bool isDone = table.UpsertAsync(person, ct).{|BWS3209:Wait(Count())|};
            }
            """));

    private static string Load(string method) => WithLoad(method).Replace("partial class PeopleIngest", "partial class PeopleIngest(Table table)");

    private static string Extract(string method) => WithExtract(method).Replace("partial class PeopleIngest", "partial class PeopleIngest(Pages pages)");
}
