using System.Reflection;

namespace BatchGen.Cli.Commands.Check;

/// <summary>The tool's own version.</summary>
internal static class ToolVersion
{
    /// <summary>As a semantic version, without the revision that it was built from: <c>0.1.0</c>.</summary>
    public static string Text { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
