using System.Runtime.CompilerServices;

namespace BatchGen.S3.Tests;

/// <summary>The tests see a machine that knows no account and no region, and look for none in the network.</summary>
internal static class BareMachine
{
    [ModuleInitializer]
    internal static void Forget()
    {
        foreach (string name in new[] { "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN" })
        {
            Environment.SetEnvironmentVariable(name, null);
        }

        string nowhere = Path.Combine(AppContext.BaseDirectory, "no-such-file");
        Environment.SetEnvironmentVariable("AWS_CONFIG_FILE", nowhere);
        Environment.SetEnvironmentVariable("AWS_SHARED_CREDENTIALS_FILE", nowhere);
        Environment.SetEnvironmentVariable("AWS_EC2_METADATA_DISABLED", "true");
    }
}
