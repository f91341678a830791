using System.Globalization;

namespace BatchGen.TestApp;

/// <summary>How the job behaves, by the variable <c>DEMO_MODE</c>: what a test needs of another process.</summary>
internal static class DemoMode
{
    public static string Current => Environment.GetEnvironmentVariable("DEMO_MODE") ?? "";

    /// <summary>How many items the source has.</summary>
    public static int Count { get; } = int.Parse(Environment.GetEnvironmentVariable("DEMO_COUNT") ?? "5", CultureInfo.InvariantCulture);
}
