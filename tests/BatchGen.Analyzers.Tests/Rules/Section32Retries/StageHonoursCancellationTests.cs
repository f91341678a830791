using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.StageSources;

namespace BatchGen.Analyzers.Tests.Rules.Section32Retries;

public sealed class StageHonoursCancellationTests
{
    [Fact]
    public Task Says_which_token_to_pass() => RuleCheck.Says(
        "BWS3208",
        "[Load] method 'LoadAsync' of job 'people-ingest' calls 'UpsertAsync' without a CancellationToken, so that it goes on after a timeout or stop: pass 'ct'",
        Load("private Task LoadAsync(Person person, CancellationToken ct) => table.{|#0:UpsertAsync|}(person);"));

    [Fact]
    public Task Says_to_take_one_where_the_stage_has_none() => RuleCheck.Says(
        "BWS3208",
        "[Load] method 'LoadAsync' of job 'people-ingest' calls 'CountAsync' without a CancellationToken, so that it goes on after a timeout or stop: "
        + "take a CancellationToken and pass it",
        Load("private Task LoadAsync(Person person) => table.{|#0:CountAsync|}(person);"));

    [Fact]
    public Task Reports_calls_with_an_optional_token_or_an_overload() => RuleCheck.Reports(
        Load("""
            private async Task LoadAsync(Person person, CancellationToken ct)
            {
                using HttpClient client = new();
                HttpResponseMessage response = await client.{|BWS3208:GetAsync|}("https://people.example");
                string text = await response.Content.{|BWS3208:ReadAsStringAsync|}();
                await File.{|BWS3208:WriteAllTextAsync|}("people.txt", text);
                bool exists = await table!.{|BWS3208:ExistsAsync|}(person.Url);
                await (table?.{|BWS3208:CountAsync|}(person) ?? Task.FromResult(0));
                await foreach (Person known in table.{|BWS3208:ReadAsync|}())
                {
                    await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => table.{|BWS3208:UpsertAsync|}(known)));
                }

                Task Local() => table.{|BWS3208:UpsertAsync|}(person);
                await Local();
                await {|BWS3208:HelpAsync|}(exists);
            }

            private Task HelpAsync(bool exists) => HelpAsync(exists, CancellationToken.None);

            private Task HelpAsync(bool exists, CancellationToken ct) => Task.FromResult(exists);
            """));

    [Fact]
    public Task Accepts_what_is_given_a_token_or_could_not_take_one() => RuleCheck.Reports(
        Load("""
            private async Task LoadAsync(BatchRecord<Person> record, CancellationToken ct)
            {
                using CancellationTokenSource linked = CancellationTokenSource.CreateLinkedTokenSource(ct);
                await table.UpsertAsync(record.Payload, ct);
                await table.UpsertAsync(record.Payload, linked.Token);
                await table.UpsertAsync(record.Payload, CancellationToken.None);
                await table.UpsertAsync(record.Payload, default);
                await table.ExistsAsync(record.Payload.Url, cancellationToken: ct);
                await table.TouchAsync();
                await foreach (Person person in table.ReadAsync(ct))
                {
                    table.Insert(person);
                }

                try
                {
                    await table.CountAsync(record.Payload, ct);
                }
                catch (TimeoutException)
                {
                    await table.UpsertAsync(record.Payload);
                    throw;
                }
                finally
                {
                    await table.UpsertAsync(record.Payload);
                }
            }

            public Task OutsideAsync(Person person) => table.UpsertAsync(person);
            """));

    [Theory]
    [InlineData("private void Load(Person person) => table.Insert(person);")]
    [InlineData("private Task LoadAsync(Person person) => table.TouchAsync();")]
    [InlineData("private async Task LoadAsync(Person person)\n{\n    await Task.Yield();\n    await table.TouchAsync();\n}")]
    public Task Asks_for_no_token_where_nothing_takes_one(string method) => RuleCheck.Reports(Load(method));

    [Fact]
    public Task Passes_the_token_of_the_stage() => RuleCheck.Fixes(
        "BWS3208",
        Load("""
            private async Task LoadAsync(Person person, CancellationToken stop)
            {
                await table.{|BWS3208:UpsertAsync|}(person); // All of it.
                await table.{|BWS3208:ExistsAsync|}(person.Url);
                await table.{|BWS3208:ExistsAsync|}(person.Url, exact: false);
                await foreach (Person known in table.{|BWS3208:ReadAsync|}())
                {
                    Func<CancellationToken, Task> count = token => table.{|BWS3208:CountAsync|}(known);
                    await count(stop);
                }
            }
            """),
        Load("""
            private async Task LoadAsync(Person person, CancellationToken stop)
            {
                await table.UpsertAsync(person, stop); // All of it.
                await table.ExistsAsync(person.Url, cancellationToken: stop);
                await table.ExistsAsync(person.Url, exact: false, cancellationToken: stop);
                await foreach (Person known in table.ReadAsync(stop))
                {
                    Func<CancellationToken, Task> count = token => table.CountAsync(known, token);
                    await count(stop);
                }
            }
            """));

    [Fact]
    public Task Takes_a_token_where_the_stage_has_none_yet() => RuleCheck.Fixes(
        "BWS3208",
        Load("""
            private async Task LoadAsync(Person person)
            {
                await table.{|BWS3208:UpsertAsync|}(person);
                await table.{|BWS3208:CountAsync|}(person);
            }
            """),
        Load("""
            private async Task LoadAsync(Person person, CancellationToken ct)
            {
                await table.UpsertAsync(person, ct);
                await table.CountAsync(person, ct);
            }
            """));

    [Fact]
    public Task Offers_nothing_where_the_body_makes_a_token_of_its_own_or_a_base_class_gives_the_signature() => RuleCheck.OffersNoFix(
        "BWS3208",
        Load("""
            private async Task LoadAsync(Person person, CancellationToken ct)
            {
                using CancellationTokenSource linked = CancellationTokenSource.CreateLinkedTokenSource(ct);
                await table.{|BWS3208:UpsertAsync|}(person);
            }
            """),
        Load("protected override Task LoadAsync(Person person) => table.{|BWS3208:UpsertAsync|}(person);")
            .Replace("Demo", "Demo.Two").Replace("\"people-ingest\"", "\"people-two\"").Replace("people.ingest.v1", "people.two.v1").Replace("PeopleIngest(Table table)", "PeopleIngest(Table table) : Loading")
            + "public abstract class Loading\n{\n    protected abstract Task LoadAsync(Person person);\n}\n");

    private static string Load(string method) => WithLoad(method).Replace("partial class PeopleIngest", "partial class PeopleIngest(Table table)");
}
