using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.StageSources;

namespace BatchGen.Analyzers.Tests.Rules.Section31Observability;

public sealed class StageLogsAreStructuredTests
{
    [Fact]
    public Task Says_to_use_the_context_s_logger() => RuleCheck.Says(
        "BWS3101",
        "[Load] method 'Load' of job 'people-ingest' writes text with 'Console.WriteLine', without batch_id and task_name: use the Logger of the BatchContext",
        Load("private void Load(Person person) => {|#0:Console.WriteLine|}(person);"));

    [Fact]
    public Task Says_to_write_a_template() => RuleCheck.Says(
        "BWS3101",
        "[Load] method 'Load' of job 'people-ingest' pastes values into the message of 'LogInformation', where they cannot be searched: "
        + "write a template with named placeholders, and the values as arguments",
        Load("private void Load(Person person, BatchContext batch) => batch.Logger.LogInformation({|#0:$\"Loaded {person.Name}\"|});"));

    [Fact]
    public Task Reports_text_and_pasted_messages() => RuleCheck.Reports(
        Load("""
            private void Load(Person person, BatchContext batch)
            {
                {|BWS3101:Console.Write|}('.');
                {|BWS3101:Console.Error.WriteLine|}("Failed");
                {|BWS3101:Debug.WriteLine|}(person.Name);
                {|BWS3101:Trace.TraceWarning|}("Odd");
                batch.Logger.LogError(new InvalidOperationException(), {|BWS3101:"Failed: " + person.Name|});
                batch.Logger.Log(LogLevel.Debug, {|BWS3101:string.Format("Loaded {0}", person.Name)|});
                        Action log = () => batch.Logger.LogWarning({|BWS3101:$"Left out {person.Url}"|});
                log();
            }
            """));

    [Fact]
    public Task Accepts_templates_constants_and_other_writers() => RuleCheck.Reports(
        Load("""
            private const string Area = "people";

            private async Task LoadAsync(Person person, BatchContext batch, CancellationToken ct)
            {
                batch.Logger.LogInformation("Loaded {Name} of {Area}", person.Name, $"{Area}/{person.Url}");
                batch.Logger.LogInformation("Loaded " + nameof(Person) + " of {Area}", Area);
                batch.Logger.LogInformation($"Loaded one of {Area}");
                batch.Logger.LogDebug(new EventId(1), null, "Done");
                string message = Area.Length > 3 ? "Many" : "Few";
                batch.Logger.LogInformation(message);
                await using StringWriter writer = new();
                writer.WriteLine($"{person.Name}");
                Line(batch.Logger, person.Name);
                await writer.FlushAsync(ct);
            }

            [LoggerMessage(Level = LogLevel.Information, Message = "Loaded {Name}")]
            private static partial void Line(ILogger logger, string name);

            private static partial void Line(ILogger logger, string name) => logger.LogInformation("Loaded {Name}", name);

            public void Other() => Console.WriteLine("Not a stage.");
            """).Replace("[Load(\"people.ingest.v1\", Attempts = 5, BackoffSeconds = 1, MaxBackoffSeconds = 30, TimeoutSeconds = 30)]\n    private const string Area = \"people\";",
                "private const string Area = \"people\";").Replace("private async Task LoadAsync", LoadLine + "private async Task LoadAsync"));

    [Fact]
    public Task Writes_a_template_with_names_from_the_values() => RuleCheck.Fixes(
        "BWS3101",
        Load("""
            private async Task LoadAsync(Person person, Person other, BatchContext batch, CancellationToken ct)
            {
                decimal amount = 1.5m;
                batch.Logger.LogInformation({|BWS3101:$"Loaded {person.Name} and {other.Name} for {amount,8:N2} {{once}} \"now\""|}); // Said.
                batch.Logger.LogError(new InvalidOperationException(), {|BWS3101:"Failed: " + person.Url + ", " + _count|});
                batch.Logger.LogInformation({|BWS3101:$"{await table.CountAsync(person, ct)} of {(amount > 1 ? 1 : 2)} {_count} {_count}"|});
            }

            private int _count;
            """).Replace("Person other, ", "").Replace("{\n        decimal", "{\n        Person other = person;\n        decimal"),
        Load("""
            private async Task LoadAsync(Person person, Person other, BatchContext batch, CancellationToken ct)
            {
                decimal amount = 1.5m;
                batch.Logger.LogInformation("Loaded {Name} and {OtherName} for {Amount,8:N2} {{once}} \"now\"", person.Name, other.Name, amount); // Said.
                batch.Logger.LogError(new InvalidOperationException(), "Failed: {Url}, {Count}", person.Url, _count);
                batch.Logger.LogInformation("{CountAsync} of {Value} {Count} {Count2}", await table.CountAsync(person, ct), amount > 1 ? 1 : 2, _count, _count);
            }

            private int _count;
            """).Replace("{CountAsync} of {Value} {Count} {Count2}", "{Count} of {Value} {Count2} {Count3}")
            .Replace("Person other, ", "").Replace("{\n        decimal", "{\n        Person other = person;\n        decimal"));

    [Fact]
    public Task Writes_lines_to_the_logger_in_reach() => RuleCheck.Fixes(
        "BWS3101",
        Load("""
            private void Load(Person person, BatchContext batch)
            {
                {|BWS3101:Console.WriteLine|}($"Loaded {person.Name}");
                {|BWS3101:Console.Error.WriteLine|}("Failed {hard}");
                {|BWS3101:Debug.WriteLine|}(person.Url);
            }
            """),
        Load("""
            private void Load(Person person, BatchContext batch)
            {
                batch.Logger.LogInformation("Loaded {Name}", person.Name);
                batch.Logger.LogError("Failed {{hard}}");
                batch.Logger.LogDebug("{Url}", person.Url);
            }
            """));

    [Fact]
    public Task Offers_nothing_without_a_logger_and_for_a_format_or_half_a_line() => RuleCheck.OffersNoFix(
        "BWS3101",
        Load("private void Load(Person person) => {|BWS3101:Console.WriteLine|}(person.Name);"),
        Load("""
            private void Load(Person person, BatchContext batch)
            {
                {|BWS3101:Console.Write|}("half");
                {|BWS3101:Console.WriteLine|}("{0}", person.Name);
                batch.Logger.LogInformation({|BWS3101:string.Format("{0}", person.Name)|});
                batch.Logger.LogInformation({|BWS3101:$"{person.Name} " + "{Url}"|}, person.Url);
            }
            """).Replace("Demo", "Demo.Two").Replace("\"people-ingest\"", "\"people-two\"").Replace("people.ingest.v1", "people.two.v1"));

    private static string Load(string method) => WithLoad(method).Replace("partial class PeopleIngest", "partial class PeopleIngest(Table table)");
}
