using Xunit;

namespace BatchGen.EndToEnd.Support;

/// <summary>The longest that a test waits for something that should come soon; it only matters when the test fails anyway.</summary>
internal static class Limit
{
    public static CancellationToken After(TimeSpan time)
    {
        CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(time);
        return limit.Token;
    }

    /// <summary>Waits until a condition holds.</summary>
    public static async Task UntilAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        while (!condition())
        {
            await Task.Delay(20, cancellationToken);
        }
    }
}
