using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.StageSources;

namespace BatchGen.Analyzers.Tests.Rules.Section11Separation;

public sealed class StageDoesNotOrchestrateTests
{
    private const string Polly = """
        namespace Polly
        {
            public sealed class ResiliencePipeline
            {
                public System.Threading.Tasks.ValueTask ExecuteAsync(
                    System.Func<System.Threading.CancellationToken, System.Threading.Tasks.ValueTask> work, System.Threading.CancellationToken token) => default;
            }
        }
        """;

    [Fact]
    public Task Says_what_is_whose() => RuleCheck.Says(
        "BWS1101",
        "[Load] method 'LoadAsync' of job 'people-ingest' retries in a loop of its own: let the failure out, and declare the attempts and their "
        + "backoff on the stage",
        Load("""
            private async Task LoadAsync(Person person, CancellationToken ct)
            {
                {|#0:for|} (int attempt = 1; ; attempt++)
                {
                    try
                    {
                        await table.UpsertAsync(person, ct);
                        return;
                    }
                    catch (Exception) when (attempt < 3)
                    {
                        await Task.Delay(1000, ct);
                    }
                }
            }
            """));

    [Fact]
    public Task Reports_sleeping_scheduling_and_retrying() => RuleCheck.Reports(
        Load("""
            private async Task LoadAsync(Person person, CancellationToken ct)
            {
                await {|BWS1101:Task.Delay|}(TimeSpan.FromSeconds(1), ct).ConfigureAwait(false);
                using Timer timer = {|BWS1101:new(_ => table.Insert(person))|};
                using PeriodicTimer periodic = {|BWS1101:new PeriodicTimer(TimeSpan.FromSeconds(1))|};
                Polly.ResiliencePipeline pipeline = new();
                await {|BWS1101:pipeline.ExecuteAsync|}(token => new ValueTask(table.UpsertAsync(person, token)), ct);
                bool isDone = false;
                {|BWS1101:while|} (!isDone)
                {
                    try
                    {
                        await table.UpsertAsync(person, ct);
                        break;
                    }
                    catch
                    {
                        isDone = timer is null;
                    }
                }
            }
            """),
        Extract("""
            private async Task<IReadOnlyList<Source>> FetchAsync(CancellationToken ct)
            {
                try
                {
                    return await pages.GetAsync(1, ct);
                }
                catch (HttpRequestException)
                {
                    await {|BWS1101:Task.Delay|}(1000, ct);
                    throw;
                }
            }
            """),
        Polly);

    [Fact]
    public Task Accepts_a_polite_extract_that_reads_page_by_page() => RuleCheck.Reports(
        Extract("""
            private async IAsyncEnumerable<Source> FetchAsync([EnumeratorCancellation] CancellationToken ct)
            {
                using PeriodicTimer pace = new(TimeSpan.FromMilliseconds(100));
                int page = 1;
                while (true)
                {
                    IReadOnlyList<Source> sources;
                    try
                    {
                        sources = await pages.GetAsync(page++, ct);
                    }
                    catch (HttpRequestException e) when (e.StatusCode == System.Net.HttpStatusCode.NotFound)
                    {
                        yield break;
                    }

                    foreach (Source source in sources)
                    {
                        yield return source;
                    }

                    await Task.Delay(100, ct);
                    await pace.WaitForNextTickAsync(ct);
                }
            }
            """));

    [Fact]
    public Task Accepts_timeouts_and_loops_that_go_on_to_the_next_thing() => RuleCheck.Reports(
        Load("""
            private async Task LoadAsync(IReadOnlyList<BatchRecord<Person>> records, CancellationToken ct)
            {
                Task work = table.TouchAsync();
                if (await Task.WhenAny(work, Task.Delay(1000, ct)) != work)
                {
                    throw new TimeoutException();
                }

                await Task.Delay(0, ct);
                foreach (BatchRecord<Person> record in records)
                {
                    try
                    {
                        await table.UpsertAsync(record.Payload, ct);
                    }
                    catch (FormatException)
                    {
                        table.Insert(record.Payload);
                    }
                }

                for (int index = 0; index < records.Count; index++)
                {
                    try
                    {
                        table.Insert(records[index].Payload);
                    }
                    catch (ArgumentException)
                    {
                        continue;
                    }
                }
            }

            public Task OtherAsync(CancellationToken ct) => Task.Delay(1000, ct);
            """));

    private static string Load(string method) => WithLoad(method).Replace("partial class PeopleIngest", "partial class PeopleIngest(Table table)");

    private static string Extract(string method) => WithExtract(method).Replace("partial class PeopleIngest", "partial class PeopleIngest(Pages pages)")
        .Replace("Demo", "Demo.Two").Replace("\"people-ingest\"", "\"people-two\"").Replace("people.ingest.v1", "people.two.v1");
}
