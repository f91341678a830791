using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section10Jobs;

public sealed class StageBelongsToJobTests
{
    private const string LoadAttribute = "Load(\"people.ingest.v1\", Attempts = 5, BackoffSeconds = 1, MaxBackoffSeconds = 30, TimeoutSeconds = 30)";
    private const string Method = "private Task LoadAsync(BatchRecord<Person> record, CancellationToken ct) => Task.CompletedTask;";

    private static string Class(string header, params IEnumerable<string> members) =>
        $"{Usings}{header}\n{{\n    {string.Join("\n\n    ", members)}\n}}\n{Records}\n";

    private static string Marked(string id, string member = Load) => member.Replace(LoadAttribute, $"{{|{id}:{LoadAttribute}|}}");

    [Fact]
    public Task Says_what_nothing_runs() => RuleCheck.Says(
        "BWS1005",
        "'PeopleLoad' has [Load] method 'LoadAsync' but no [BatchJob], so that nothing runs it: write [BatchJob(\"people-load\", …)] on it, "
        + "or leave the stage attribute out",
        Class("public sealed class PeopleLoad", Marked("#0")));

    [Fact]
    public Task Reports_a_class_once_however_many_stages_and_parts_it_has() => RuleCheck.Reports(
        Class("public sealed partial class PeopleIngest", Marked("BWS1005"), Extract),
        $"{Usings}partial class PeopleIngest\n{{\n    {Transform}\n}}");

    [Fact]
    public Task Reports_records_structs_static_and_nested_classes() => RuleCheck.Reports(
        Class("public sealed record PeopleLoad(int Count)", Marked("BWS1005")),
        $$"""
        {{Usings.Replace("namespace Demo;", "namespace Demo.Others;")}}
        public struct Fast
        {
            [{|BWS1005:Load("people.ingest.v1")|}]
            public Task LoadAsync(Person person) => Task.CompletedTask;
        }

        public static class Shared
        {
            [{|BWS1005:Load("people.ingest.v1")|}]
            public static Task LoadAsync(Person person) => Task.CompletedTask;

            private class Inner
            {
                [{|BWS1005:Load("people.ingest.v1")|}]
                public Task LoadAsync(Person person) => Task.CompletedTask;
            }
        }
        """);

    [Fact]
    public Task Reports_a_class_from_which_only_others_derive() => RuleCheck.Reports(
        Class("public class PeopleLoad", Marked("BWS1005")), $"{Usings}public sealed class Special : PeopleLoad;");

    [Fact]
    public Task Accepts_base_classes_of_jobs() => RuleCheck.Reports(
        Job(Extract, Transform, Publish).Replace("partial class PeopleIngest", "partial class PeopleIngest : Middle"),
        $"{Usings}public class Middle : Loading;\n\npublic class Loading\n{{\n    {Load.Replace("private", "public")}\n}}");

    [Fact]
    public Task Accepts_what_is_made_to_be_derived_from() => RuleCheck.Reports(
        Class("public abstract class Loading", Load),
        $$"""
        {{Usings.Replace("namespace Demo;", "namespace Demo.Others;")}}
        public class Generic<T>
        {
            [Load("people.ingest.v1")]
            public Task LoadAsync(T record) => Task.CompletedTask;
        }

        public class Overridable
        {
            [Load("people.ingest.v1")]
            public virtual Task LoadAsync(Person person) => Task.CompletedTask;
        }

        public class ForDerived
        {
            [Load("people.ingest.v1")]
            protected Task LoadAsync(Person person) => Task.CompletedTask;
        }

        public interface IDocumented
        {
            [Load("people.ingest.v1")]
            Task LoadAsync(Person person);
        }
        """);

    [Fact]
    public Task Accepts_jobs_and_other_attributes() => RuleCheck.Reports(
        Job(Load),
        $$"""
        {{Usings}}
        public sealed class ExtractAttribute : System.Attribute;

        public sealed class Other
        {
            [Demo.Extract]
            [System.Obsolete]
            public void Run() { }
        }
        """);

    [Fact]
    public Task Is_silent_where_an_attribute_of_the_class_does_not_compile() => RuleCheck.Reports(
        Class("[{|CS0246:{|CS0246:BatchJobs|}|}(\"people-load\")]\npublic sealed class PeopleLoad", Load));

    [Fact]
    public Task Makes_a_consumer_of_a_class_that_is_one() => RuleCheck.Fixes(
        "BWS1005",
        Class("/// <summary>Loads people.</summary>\n[System.Obsolete]\npublic sealed class PeopleLoad", Marked("BWS1005")),
        Class(
            "/// <summary>Loads people.</summary>\n"
            + "[BatchJob(\"people-load\",\n    Idempotency = \"A rerun of a batch sends the same record ids (Person.Url); "
            + "LoadAsync must write by record_id, so that a repetition changes nothing.\")]\n"
            + "[Fallback(\"file:///var/lib/batch/fallback\", Notify = [\"slack:people-load-alerts\"])]\n"
            + "[System.Obsolete]\npublic sealed partial class PeopleLoad",
            Load));

    [Fact]
    public Task Makes_a_job_of_a_class_that_has_every_stage() => RuleCheck.Fixes(
        "BWS1005",
        $$"""
        {{Usings}}
        public static class Outer
        {
            [Fallback("s3://people/fallback", Notify = ["pagerduty:people"])]
            internal sealed partial class PeopleIngest
            {
                [{|BWS1005:Extract(Attempts = 3, BackoffSeconds = 60, TimeoutSeconds = 600)|}]
                private IEnumerable<Person> Fetch() => [];

                [Transform(Attempts = 2, BackoffSeconds = 30, TimeoutSeconds = 60)]
                private Person Clean(Person person) => person;

                [Publish("people.ingest.v1", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60)]
                private partial Task {|CS8795:PublishAsync|}(Person person, CancellationToken ct);
            }
        }
        {{Records}}
        """,
        $$"""
        {{Usings}}
        public static partial class Outer
        {
            [BatchJob("people-ingest",
                Trigger = "manual: batchgen run people-ingest",
                Concurrency = 1,
                Idempotency = "A rerun of a batch sends the same record ids (Person.Url); who consumes people.ingest.v1 must write by record_id, so that a repetition changes nothing.")]
            [Fallback("s3://people/fallback", Notify = ["pagerduty:people"])]
            internal sealed partial class PeopleIngest
            {
                [Extract(Attempts = 3, BackoffSeconds = 60, TimeoutSeconds = 600)]
                private IEnumerable<Person> Fetch() => [];

                [Transform(Attempts = 2, BackoffSeconds = 30, TimeoutSeconds = 60)]
                private Person Clean(Person person) => person;

                [Publish("people.ingest.v1", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60)]
                private partial Task PublishAsync(Person person, CancellationToken ct);
            }
        }
        {{Records}}
        """);

    [Fact]
    public Task Takes_the_attributes_off_where_there_would_be_no_whole_job() => RuleCheck.Fixes(
        "BWS1005",
        Class(
            "public sealed class Fetching",
            "// From the source.\n    [{|BWS1005:Extract(Attempts = 3, BackoffSeconds = 60, TimeoutSeconds = 600)|}]\n    private IEnumerable<Source> Fetch() => [];",
            "[System.Obsolete, Transform(Attempts = 2)] // Old.\n    private Source Clean(Source source) => source;"),
        Class(
            "public sealed class Fetching",
            "// From the source.\n    private IEnumerable<Source> Fetch() => [];",
            "[System.Obsolete] // Old.\n    private Source Clean(Source source) => source;"));

    [Fact]
    public Task Takes_them_off_where_another_job_has_the_name() => RuleCheck.Fixes(
        "BWS1005",
        Class("public sealed class PeopleIngest", Marked("BWS1005")),
        Class("public sealed class PeopleIngest", Method),
        Job(Load).Replace("namespace Demo;", "namespace Demo.Jobs;"));
}
