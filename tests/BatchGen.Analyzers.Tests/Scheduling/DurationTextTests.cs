using BatchGen.Analyzers.Scheduling;

namespace BatchGen.Analyzers.Tests.Scheduling;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(45, "45 s")]
    [InlineData(90, "1 min 30 s")]
    [InlineData(2880, "48 min")]
    [InlineData(5400, "1 h 30 min")]
    [InlineData(3601, "1 h")]
    [InlineData(86_400, "1 day")]
    [InlineData(190_000, "2 days 4 h")]
    public void Says_the_two_largest_units(long seconds, string text) => Assert.Equal(text, DurationText.Of(seconds));
}
