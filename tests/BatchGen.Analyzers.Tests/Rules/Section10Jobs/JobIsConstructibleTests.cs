using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section10Jobs;

public sealed class JobIsConstructibleTests
{
    private static string Declared(string declaration) => Job(Load).Replace("public sealed partial class PeopleIngest", declaration);

    [Fact]
    public Task Says_what_the_class_is_and_what_to_write() => RuleCheck.Says(
        "BWS1002",
        "Job 'PeopleIngest' is abstract, so that nothing can create it: leave 'abstract' out, or put [BatchJob] on the class that derives from it",
        Declared("public abstract partial class {|#0:PeopleIngest|}"));

    [Theory]
    [InlineData("public static partial class {|BWS1002:PeopleIngest|}")]
    [InlineData("public sealed partial class {|BWS1002:PeopleIngest|}<T>")]
    [InlineData("file sealed partial class {|BWS1002:PeopleIngest|}")]
    [InlineData("internal sealed partial class Around<T> { } partial class {|BWS1002:PeopleIngest|}<T>")]
    public Task Reports_a_class_that_cannot_be_created(string declaration)
    {
        string source = Declared(declaration.Replace("internal sealed partial class Around<T> { } ", ""));
        return RuleCheck.Reports(
            declaration.Contains(" static ") ? source.Replace("private Task", "private static Task") : source);
    }

    [Theory]
    [InlineData("public partial class Outer<T>", "public sealed partial class {|BWS1002:Inner|}")]
    [InlineData("public partial class Outer", "private sealed partial class {|BWS1002:Inner|}")]
    public Task Reports_a_class_that_its_surroundings_hide(string outer, string inner) => RuleCheck.Reports(
        $"{Usings}{outer}\n{{\n{Header}\n{inner}\n{{\n{Load}\n}}\n}}\n{Records}");

    [Fact]
    public Task Leaves_a_struct_to_the_compiler_as_well() => RuleCheck.Reports(
        Declared("public partial struct {|BWS1002:PeopleIngest|}")
            .Replace("[BatchJob(", "[{|CS0592:BatchJob|}(").Replace("[Fallback(", "[{|CS0592:Fallback|}("));

    [Theory]
    [InlineData("public sealed partial class PeopleIngest")]
    [InlineData("internal partial record PeopleIngest")]
    [InlineData("public partial class PeopleIngest(System.TimeProvider time)")]
    [InlineData("public partial class PeopleIngest : Stages<Person>")]
    [InlineData("partial class PeopleIngest { private PeopleIngest() { } public static PeopleIngest Create() => new(); } partial class PeopleIngest")]
    public Task Accepts_a_class_that_can_be_created(string declaration) => RuleCheck.Reports(
        Declared(declaration.Replace("(System.TimeProvider time)", "(System.TimeProvider time)")).Replace(
            "=> Task.CompletedTask;", declaration.Contains("time") ? "=> Task.FromResult(time.GetUtcNow());" : "=> Task.CompletedTask;"),
        "namespace Demo;\n\npublic abstract class Stages<T> { protected T? Last { get; set; } }");

    [Fact]
    public Task Accepts_an_abstract_class_that_is_no_job() => RuleCheck.Reports(
        $"{Usings}public abstract class Loading\n{{\n    {Load}\n}}\n{Records}");
}
