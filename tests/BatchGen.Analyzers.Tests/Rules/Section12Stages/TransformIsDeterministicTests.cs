using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.StageSources;

namespace BatchGen.Analyzers.Tests.Rules.Section12Stages;

public sealed class TransformIsDeterministicTests
{
    [Fact]
    public Task Says_what_changes_and_what_to_take() => RuleCheck.Says(
        "BWS1204",
        "[Transform] method 'Clean' of job 'people-ingest' takes the current time from 'DateTime.UtcNow': a rerun gives other records; "
        + "take ScheduledAt of the BatchContext",
        WithTransform("private Person Clean(Source source) => new(source.Url, $\"{source.Name} at {{|#0:DateTime.UtcNow|}}\");"));

    [Fact]
    public Task Says_by_way_of_which_helper() => RuleCheck.Says(
        "BWS1204",
        "[Transform] method 'Clean' of job 'people-ingest' takes a new identifier from 'Guid.NewGuid()' by way of 'NewName': a rerun gives other "
        + "records; derive it from the record and from BatchId of the BatchContext",
        WithTransform("private Person Clean(Source source) => new(source.Url, {|#0:NewName()|});\n\nprivate static string NewName() => $\"urn:{Guid.NewGuid()}\";"));

    [Fact]
    public Task Reports_clocks_random_values_identifiers_hash_codes_and_the_environment() => RuleCheck.Reports(
        WithTransform("""
            private IEnumerable<Person> Clean(Source source, BatchContext batch)
            {
                if (source.Name == Environment.NewLine || batch.TimeProvider is null)
                {
                    yield break;
                }

                Random random = new();
                Func<string> url = () => {|BWS1204:Guid.NewGuid()|}.ToString();
                string Stamped(string text) => text + {|BWS1204:batch.TimeProvider.GetUtcNow()|};
                yield return new(url(), Stamped(source.Name));
                yield return new(source.Url, {|BWS1204:Environment.MachineName|});
                yield return new(source.Url, $"{Math.Abs({|BWS1204:source.Name.GetHashCode()|}) % 16} {{|BWS1204:random.Next(3)|}} {{|BWS1204:Now|}}");
            }

            private static DateTime Now => DateTime.Now;
            """));

    [Theory]
    [InlineData("private Person? Clean(Source source, BatchContext batch) => new(source.Url, $\"{source.Name} {batch.ScheduledAt} {batch.BatchId}\");")]
    [InlineData("private Person Clean(Source source) => new(source.Url, new Random(42).Next() + nameof(DateTime.Now) + new DateTime(2026, 8, 22));")]
    [InlineData("""
        private Person Clean(Source source, BatchContext batch)
        {
            long started = Stopwatch.GetTimestamp();
            DateTime begin = DateTime.UtcNow;
            Person person = new(source.Url, source.Name);
            TimeSpan took = DateTime.UtcNow - begin;
            batch.Logger.LogInformation("Took {Took} until {Now} on {Machine}", took, DateTime.UtcNow, Environment.MachineName);
            _seen++;
            return Stopwatch.GetElapsedTime(started).TotalSeconds > 10 ? throw new TimeoutException($"Slow on {Environment.MachineName}") : person;
        }

        private int _seen;
        """)]
    [InlineData("""
        private Person? Clean(Source source)
        {
            HashSet<int> seen = [];
            return seen.Add(source.Name.GetHashCode()) && source.Url.GetHashCode() != source.Name.GetHashCode() ? Made(source) : null;
        }

        private static Person Made(Source source)
        {
            Debug.WriteLine(DateTime.Now);
            return new(source.Url, source.Name);
        }
        """)]
    public Task Accepts_what_stays_the_same_and_what_is_only_recorded(string method) => RuleCheck.Reports(WithTransform(method));

    [Fact]
    public Task Leaves_other_stages_and_other_methods_alone() => RuleCheck.Reports(
        WithLoad("private Task LoadAsync(Person person, Table table, CancellationToken ct) => table.UpsertAsync(person with { Name = $\"{DateTime.UtcNow}\" }, ct);")
            .Replace("Person person, Table table, ", "Person person, ").Replace("partial class PeopleIngest", "partial class PeopleIngest(Table table)"),
        "public sealed class Other { public System.DateTime Now() => System.DateTime.Now; }");

    [Fact]
    public Task Takes_the_batch_s_time() => RuleCheck.Fixes(
        "BWS1204",
        WithTransform("""
            private Person Clean(Source source)
            {
                DateTime now = {|BWS1204:DateTime.Now|}; // Local.
                Func<DateTimeOffset> later = () => {|BWS1204:DateTimeOffset.UtcNow|}.AddDays(1);
                return new(source.Url, $"{now} {later()} {{|BWS1204:DateTime.Today|}:d}");
            }
            """),
        WithTransform("""
            private Person Clean(Source source, BatchContext batch)
            {
                DateTime now = batch.ScheduledAt.UtcDateTime; // Local.
                Func<DateTimeOffset> later = () => batch.ScheduledAt.AddDays(1);
                return new(source.Url, $"{now} {later()} {batch.ScheduledAt.UtcDateTime.Date:d}");
            }
            """));

    [Fact]
    public Task Takes_it_from_the_context_that_is_there() => RuleCheck.Fixes(
        "BWS1204",
        WithTransform("private Person Clean(Source source, BatchContext context) => new(source.Url, $\"{{|BWS1204:context.TimeProvider.GetUtcNow()|}}\");"),
        WithTransform("private Person Clean(Source source, BatchContext context) => new(source.Url, $\"{context.ScheduledAt}\");"));

    [Fact]
    public Task Offers_nothing_for_what_only_the_author_can_derive_and_where_a_parameter_would_break_a_caller() => RuleCheck.OffersNoFix(
        "BWS1204",
        WithTransform("""
            public Person Clean(Source source) => new(source.Url, $"{{|BWS1204:Guid.NewGuid()|}} {{|BWS1204:DateTime.UtcNow|}}");

            public Person Again(Source source) => Clean(source);
            """));

    [Fact]
    public Task Leaves_what_becomes_a_record_id_to_the_rule_on_those() => RuleCheck.Reports(
        WithTransform("private Person Clean(Source source) => new({|BWS1302:Guid.NewGuid()|}.ToString(), source.Name);"));
}
