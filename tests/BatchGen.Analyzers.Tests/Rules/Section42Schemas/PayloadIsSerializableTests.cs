using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section42Schemas;

public sealed class PayloadIsSerializableTests
{
    private static string With(string members, string more = "") => Job(Load)
        .Replace("public sealed record Person([property: RecordId] string Url, string Name);", $"public sealed record Person([property: RecordId] string Url, {members});\n\n{more}");

    [Fact]
    public Task Says_where_and_why() => RuleCheck.Says(
        "BWS4204",
        "'Person.Home.Extra' in the payload of [Load] method 'LoadAsync' of job 'people-ingest' is object: nothing says what to read it back as; "
        + "write a type with public properties, or put [JsonIgnore] or a [JsonConverter] on the member",
        With("Home {|#0:Home|}", "public sealed record Home(object Extra);"));

    [Theory]
    [InlineData("System.Action {|BWS4204:Member|}", "")]
    [InlineData("Dictionary<string, object> {|BWS4204:Member|}", "")]
    [InlineData("System.IntPtr {|BWS4204:Member|}", "")]
    [InlineData("int[,] {|BWS4204:Member|}", "")]
    [InlineData("IShape {|BWS4204:Member|}", "public interface IShape;")]
    [InlineData("Shape {|BWS4204:Member|}", "public abstract record Shape;")]
    [InlineData("Person? {|BWS4204:Mother|}", "")]
    [InlineData("Hidden {|BWS4204:Member|}", "public sealed class Hidden { private Hidden() { } public int Number { get; set; } }")]
    [InlineData("Odd {|BWS4204:Member|}", "public sealed class Odd(int number) { public int Twice => 2 * number; }")]
    public Task Reports_what_cannot_be_read_back(string member, string more) => RuleCheck.Reports(With(member, more));

    [Theory]
    [InlineData("IReadOnlyDictionary<string, IReadOnlyList<int?>> Member", "")]
    [InlineData("System.DateTimeOffset Member", "")]
    [InlineData("System.Text.Json.JsonElement Member", "")]
    [InlineData("byte[] Member", "")]
    [InlineData("Color Member", "public enum Color { Red, Green }")]
    [InlineData("IShape Member", "[System.Text.Json.Serialization.JsonDerivedType(typeof(Circle), \"circle\")]\npublic interface IShape;\n\npublic sealed record Circle(int Radius) : IShape;")]
    [InlineData("Home Member", "public sealed class Home { public required string Street { get; init; } public string Upper => Street.ToUpperInvariant(); }")]
    [InlineData("Home Member", "public sealed class Home(string street) { public string Street { get; } = street; }")]
    [InlineData("Home Member", "public readonly record struct Home(string Street);")]
    [InlineData("[property: System.Text.Json.Serialization.JsonIgnore] object? Cache", "")]
    public Task Accepts_what_is_read_back_as_it_was_written(string member, string more) => RuleCheck.Reports(With(member, more));

    [Fact]
    public Task Reports_a_payload_of_two_stages_once() => RuleCheck.Reports(
        Job(Extract, Transform, Publish, Load).Replace("string Url, string Name);\n\npublic sealed record Person", "string Url, string Name);\n\npublic sealed record Person")
            .Replace("[property: RecordId] string Url, string Name)", "[property: RecordId] string Url, object {|BWS4204:Name|})"));
}
