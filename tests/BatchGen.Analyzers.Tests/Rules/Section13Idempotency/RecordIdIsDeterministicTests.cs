using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section13Idempotency;

public sealed class RecordIdIsDeterministicTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Security.Cryptography;
        using System.Text;
        using System.Threading;
        using System.Threading.Tasks;
        using BatchGen;

        namespace Demo;

        """;

    /// <summary>A job whose extract makes the payloads, with this body.</summary>
    private static string JobWith(string body, string members = "", string types = "") => $$"""
        {{Usings}}
        {{Header}}
        public sealed partial class PeopleIngest(TimeProvider clock)
        {
            private readonly TimeProvider _clock = clock;

            [Extract(Attempts = 3, BackoffSeconds = 60, TimeoutSeconds = 600)]
            private IEnumerable<Person> Fetch(BatchContext batch, CancellationToken ct)
            {
                _ = (_clock, batch, ct);
                List<Source> sources = [];
                foreach (Source source in sources)
                {
                    {{body}}
                }
            }

            [Transform(Attempts = 2, BackoffSeconds = 30, TimeoutSeconds = 60)]
            private Person Clean(Person person) => person with { Name = person.Name.Trim() };

            {{Publish}}

            {{members}}
        }
        {{Records}}
        {{types}}
        """;

    [Fact]
    public Task Says_what_the_id_is_given() => RuleCheck.Says(
        "BWS1302",
        "[RecordId] 'Url' of payload 'Person' is given a new identifier, 'Guid.NewGuid()': a rerun writes the record twice; "
        + "derive the id from the source record",
        JobWith("yield return new Person({|#0:Guid.NewGuid()|}.ToString(), source.Name);"));

    [Fact]
    public Task Says_by_way_of_which_helper() => RuleCheck.Says(
        "BWS1302",
        "[RecordId] 'Url' of payload 'Person' is given a new identifier, 'Guid.NewGuid()' by way of 'NewId': a rerun writes the record twice; "
        + "derive the id from the source record",
        JobWith("yield return new Person({|#0:NewId(source)|}, source.Name);", "private static string NewId(Source source) => source.Url + Guid.NewGuid();"));

    [Fact]
    public Task Reports_every_source_in_every_place_that_gives_an_id() => RuleCheck.Reports(JobWith(
        """
        yield return new($"{source.Url}-{ {|BWS1302:Guid.CreateVersion7()|}:N}", source.Name);
                    yield return new(string.Join("-", source.Url, {|BWS1302:DateTime.UtcNow|}.Ticks), source.Name);
                    yield return new(Url: {|BWS1302:_clock.GetUtcNow()|}.ToString("O"), Name: source.Name);
                    yield return new({|BWS1302:Random.Shared.Next()|}.ToString(), source.Name);
                    yield return new({|BWS1302:source.Url.GetHashCode()|}.ToString(), source.Name);
                    yield return new({|BWS1302:HashCode.Combine(source.Url, source.Name)|}.ToString(), source.Name);
                    yield return new("p" + {|BWS1302:_next++|}, source.Name);
                    yield return new("p" + {|BWS1302:_count|}, source.Name);
                    yield return new({|BWS1302:Interlocked.Increment(ref _count)|}.ToString(), source.Name);
                    yield return new(source.Url ?? {|BWS1302:Guid.NewGuid()|}.ToString(), source.Name);
                    yield return new(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(source.Name + {|BWS1302:DateTime.Now|}))), source.Name);
                    yield return new Person("", source.Name) with { Url = {|BWS1302:Guid.NewGuid()|}.ToString() };
                    yield return new Person(source.Url, source.Name) { Url = {|BWS1302:_run|} + source.Url };
        """,
        """
        private readonly string _run = Guid.NewGuid().ToString();
            private long _next;
            private int _count;
        """));

    [Fact]
    public Task Reports_through_locals_and_helpers() => RuleCheck.Reports(
        JobWith(
            """
            var id = {|BWS1302:Guid.NewGuid()|}.ToString("N");
                        var upper = id.ToUpperInvariant();
                        yield return new(upper, source.Name);
                        var other = source.Url;
                        if (other.Length == 0)
                        {
                            other = {|BWS1302:Guid.NewGuid()|}.ToString();
                        }

                        yield return new(other, source.Name);
                        yield return new({|BWS1302:Ids.Next|}, source.Name);
                        yield return new({|BWS1302:Ids.For(source)|}, source.Name);
                        yield return Create({|BWS1302:Guid.NewGuid()|}, source);
                        yield return {|BWS1302:Mapper.Map(source)|};
                        yield return Mapper.With({|BWS1302:DateTimeOffset.UtcNow|}.ToString(), source);
                        foreach (var person in sources.Select(s => new Person({|BWS1302:Guid.NewGuid()|}.ToString(), s.Name)))
                        {
                            yield return person;
                        }

                        yield return Local();

                        Person Local() => new({|BWS1302:Guid.NewGuid()|}.ToString(), source.Name);
            """,
            "private static Person Create(Guid id, Source source) => new(id.ToString(), source.Name);"),
        """
        using System;

        namespace Demo;

        internal static class Ids
        {
            public static string Next => Guid.NewGuid().ToString();

            public static string For(Source source) => $"{source.Name}-{Fresh()}";

            private static Guid Fresh() => Guid.NewGuid();
        }

        internal static class Mapper
        {
            public static Person Map(Source source)
            {
                string id = Guid.NewGuid().ToString();
                return new(id, source.Name);
            }

            public static Person With(string id, Source source) => new(id, source.Name);
        }
        """);

    [Fact]
    public Task Reports_payload_types_that_make_up_their_own_id() => RuleCheck.Reports(
        Usings + """
        public sealed record First
        {
            [RecordId]
            public string Id { get; init; } = {|BWS1302:Guid.NewGuid()|}.ToString();
        }

        public sealed record Second(string Name)
        {
            [RecordId]
            public int Id => {|BWS1302:HashCode.Combine(Name)|};
        }

        public sealed class Third
        {
            public Third(string name)
            {
                Name = name;
                Id = {|BWS1302:Guid.NewGuid()|};
            }

            public Third()
                : this({|BWS1302:Guid.NewGuid()|}, "none")
            {
            }

            private Third(Guid id, string name) => (Id, Name) = (id, name);

            [RecordId]
            public Guid Id { get; }

            public string Name { get; }
        }

        public abstract record Entity
        {
            [RecordId]
            public string Id { get; init; } = {|BWS1302:NewId()|};

            private static string NewId() => Guid.NewGuid().ToString("N");
        }
        """.Replace("private Third(Guid id, string name) => (Id, Name) = (id, name);", "private Third(Guid id, string name)\n    {\n        Id = id;\n        Name = name;\n    }"));

    [Fact]
    public Task Accepts_ids_that_are_derived_from_the_record_or_the_batch() => RuleCheck.Reports(JobWith(
        """
        yield return new(source.Url, source.Name);
                    yield return new($"{batch.ScheduledAt:yyyyMMdd}-{source.Url}", source.Name);
                    yield return new($"{batch.BatchId}-{source.Url}", source.Name);
                    yield return new(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(source.Name))), source.Name);
                    yield return new(Hash(source), source.Name);
                    yield return new(Guid.Parse(source.Url).ToString(), source.Name);
                    yield return new(source.Name.Length.GetHashCode().ToString(), source.Name);
                    var row = 0;
                    yield return new($"{source.Url}#{row++}", source.Name);
                    yield return new($"{Environment.GetEnvironmentVariable("TENANT")}-{source.Url}", source.Name);
                    yield return new($"{new Random(42).Next()}", source.Name);
                    yield return new(nameof(Guid.NewGuid) + source.Url, source.Name);
                    yield return new(_prefix + source.Url, source.Name);
                    yield return new Person(source.Url, source.Name) with { Url = source.Url.Trim() };
        """,
        """
        private readonly string _prefix = "people-";

            private static string Hash(Source source) => $"{source.Name}-{source.Url}".ToLowerInvariant();
        """));

    [Fact]
    public Task Accepts_other_members_other_types_and_values_for_other_things() => RuleCheck.Reports(
        JobWith(
            """
            var started = DateTime.UtcNow;
                        yield return new(source.Url, $"{source.Name} {Guid.NewGuid()} {started:O}");
                        _ = new Trace(Guid.NewGuid().ToString(), source.Url);
                        var file = $"/data/{Guid.NewGuid()}.tmp";
                        yield return new(Read(file, source), source.Name);
            """,
            "private static string Read(string file, Source source) => file.Length > 0 ? source.Url : source.Name;",
            "public sealed record Trace(string Id, string Url);"),
        """
        using System;

        namespace Demo;

        public sealed class PeopleTests
        {
            private static readonly Person Sample = new(Guid.NewGuid().ToString(), "Leia");

            public static Person Another() => new(Guid.NewGuid().ToString(), Sample.Name);
        }

        public static class Programs
        {
            public static Person Make() => new(DateTime.UtcNow.Ticks.ToString(), "Luke");
        }
        """);

    [Fact]
    public Task Accepts_what_may_be_another_value_at_run_time() => RuleCheck.Reports(JobWith(
        """
        yield return new(ids.Next(source), source.Name);
                    yield return new(NameOf(source), source.Name);
                    yield return new(_given, source.Name);
        """.Replace("ids.", "Ids."),
        """
        private string _given = Guid.NewGuid().ToString();

            internal IIds Ids { get; set; } = null!;

            private static string NameOf(Source source) => source.Name;

            internal void Give(string given) => _given = given;
        """,
        "public interface IIds { string Next(Source source); }"));
}
