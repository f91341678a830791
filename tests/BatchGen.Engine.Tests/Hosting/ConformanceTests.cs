using BatchGen.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BatchGen.Engine.Tests.Hosting;

public sealed class ConformanceTests
{
    private static readonly string[] All = ["success", "retry", "failure", "dead letter", "duplicate", "crash", "shutdown", "cancellation"];

    [Fact]
    public async Task A_job_that_does_everything_right_passes_every_path()
    {
        ConformanceReport report = await VerifyAsync(ShelfKind.Right);

        Assert.Equal("shelf", report.Job);
        Assert.Equal(All, report.Results.Select(result => result.Path));
        Assert.All(report.Results, result => Assert.True(result.Outcome == ConformanceOutcome.Passed, report.ToString()));
    }

    [Theory]
    [InlineData(ShelfKind.Swallowing, "swallows the failure", "failure")]
    [InlineData(ShelfKind.Appending, "handlers are not idempotent (standard 1.3)", "duplicate", "crash")]
    [InlineData(ShelfKind.Deaf, "goes on after its CancellationToken was cancelled", "cancellation")]
    public async Task A_job_that_does_something_wrong_fails_in_that_and_in_nothing_else(ShelfKind kind, string problem, params string[] paths)
    {
        ConformanceException exception = await Assert.ThrowsAsync<ConformanceException>(() => VerifyAsync(kind));

        ConformanceResult[] failed = [.. exception.Report!.Results.Where(result => result.Outcome == ConformanceOutcome.Failed)];
        Assert.Equal(paths, failed.Select(result => result.Path));
        Assert.All(failed, result => Assert.Contains(problem, result.Detail, StringComparison.Ordinal));
        Assert.Contains("Job 'shelf' does not conform", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_seen_from_outside_is_not_verified_and_says_which_option_it_needs()
    {
        ConformanceReport report = await Conformance.VerifyAsync<ShelfJob>(new Book("book/1", "Dune"), services => services.AddSingleton(new Shelf(ShelfKind.Right)));

        ConformanceResult[] open = [.. report.Results.Where(result => result.Outcome == ConformanceOutcome.NotVerified)];
        Assert.Equal(["failure", "duplicate", "crash", "cancellation"], open.Select(result => result.Path));
        Assert.All(open, result => Assert.Contains("set ConformanceOptions.", result.Detail, StringComparison.Ordinal));
        Assert.True(report.IsConforming);
    }

    private static Task<ConformanceReport> VerifyAsync(ShelfKind kind)
    {
        Shelf shelf = new(kind);
        return Conformance.VerifyAsync<ShelfJob>(
            new Book("book/1", "Dune"),
            services => services.AddSingleton(shelf),
            new ConformanceOptions { SetDependency = (_, state) => shelf.Set(state), Effect = _ => shelf.ToString() });
    }
}
