using BatchGen.Analyzers.Tests.Rules.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace BatchGen.Analyzers.Tests.Rules.Section00Settings;

public sealed class OptionIsValidTests
{
    [Fact]
    public Task Says_which_option_cannot_be_used() => Reports(
        "batchgen.allowed_domains = people, Billing",
        "Option 'batchgen.allowed_domains' has the value 'Billing', which cannot be used: a domain is the first part of a topic, [a-z][a-z0-9-]*");

    [Fact]
    public Task Reports_a_pattern_that_is_no_regular_expression_once_for_all_files() => Reports(
        "batchgen.topic_pattern = (people",
        null);

    [Theory]
    [InlineData("2")]
    [InlineData("many")]
    public Task Reports_a_threshold_that_is_laxer_than_the_standard_or_no_number(string value) => Reports(
        $"batchgen.min_attempts_extract = {value}",
        $"Option 'batchgen.min_attempts_extract' has the value '{value}', which cannot be used: write a number of at least 3, which is the standard's");

    [Fact]
    public Task Accepts_options_that_can_be_used() => RuleCheck.ReportsUnder("batchgen.topic_pattern = people\\..*", "class A;");

    private static Task Reports(string option, string? message)
    {
        RuleTest test = new RuleTest().WithSources("class A;", "class B;").WithOptions(option);
        DiagnosticResult expected = new("BWS0002", DiagnosticSeverity.Error);
        test.ExpectedDiagnostics.Add(message is null ? expected : expected.WithMessage(message));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
