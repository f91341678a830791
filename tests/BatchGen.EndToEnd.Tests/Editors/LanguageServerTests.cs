using BatchGen.EndToEnd.Support;
using Xunit;

namespace BatchGen.EndToEnd.Editors;

/// <summary>
/// What a developer sees while typing, in any editor that speaks the Language Server Protocol: a real server on a project that has
/// nothing but the package. The server offers the compiler's own fixes only, so fixes are applied through the workspace, in the
/// analyzers' tests.
/// </summary>
[Collection(PackagesCollection.Name)]
public sealed class LanguageServerTests(PackedPackages packages)
{
    private const string ServerVersion = "0.28.0";
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(5);

    private const string Job = """
        namespace Shop.Batch;

        [BatchJob("orders-load", Idempotency = "Upsert by record_id.")]
        [Fallback("file:///var/lib/batch/fallback", Notify = ["slack:orders-alerts"])]
        public sealed partial class OrdersLoad
        {
            [Load("orders.placed.v1", Attempts = 5, BackoffSeconds = 1, TimeoutSeconds = 30)]
            private void Load(Order order) => Console.Out.Flush();
        }

        public sealed record Order([property: RecordId] string Number);
        """;

    [Fact]
    public async Task A_mistake_is_underlined_while_it_stands()
    {
        CancellationToken limit = Limit.After(Soon);
        string executable = await InstallAsync(limit);
        string folder = await ProjectAsync(limit);
        string file = Path.Combine(folder, "OrdersLoad.cs");
        await using LanguageServer server = await LanguageServer.StartAsync(executable, folder, limit);

        await server.OpenAsync(file, Job, limit);
        Assert.Empty(await server.DiagnosticsAsync(file, limit));

        await server.ChangeAsync(file, 2, Job.Replace("orders.placed.v1", "Orders-Placed", StringComparison.Ordinal), limit);
        string reported = Assert.Single(await server.DiagnosticsAsync(file, limit));
        Assert.StartsWith("7: BWS4101 Topic 'Orders-Placed' of [Load] method 'Load' of job 'orders-load'", reported, StringComparison.Ordinal);

        await server.ChangeAsync(file, 3, Job, limit);
        Assert.Empty(await server.DiagnosticsAsync(file, limit));
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<string> InstallAsync(CancellationToken cancellationToken)
    {
        string tools = Path.Combine(Repository.Root, "artifacts", "tools");
        string executable = Path.Combine(tools, OperatingSystem.IsWindows() ? "csharp-ls.exe" : "csharp-ls");
        if (!File.Exists(executable))
        {
            using Child install = Child.Start(
                Repository.Root, new Dictionary<string, string>(), "tool", "install", "csharp-ls", "--version", ServerVersion, "--tool-path", tools);
            int code = await install.EndAsync(cancellationToken);
            Assert.SkipUnless(code == 0, $"csharp-ls {ServerVersion} cannot be installed here: {install.Error}");
        }

        return executable;
    }

    private async Task<string> ProjectAsync(CancellationToken cancellationToken)
    {
        string folder = Repository.NewFolder("editor");
        await File.WriteAllTextAsync(
            Path.Combine(folder, "Shop.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>
                <RestoreAdditionalProjectSources>{Path.Combine(Repository.Root, "artifacts", "packages")}</RestoreAdditionalProjectSources>
                <BatchGenCheckFiles>false</BatchGenCheckFiles>
                <!-- Advice, which editors show and builds do not. -->
                <NoWarn>$(NoWarn);BWS4205</NoWarn>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="BatchGen" Version="{packages.Version}" />
              </ItemGroup>
            </Project>
            """,
            cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "OrdersLoad.cs"), Job, cancellationToken);
        using Child restore = Child.Start(folder, new Dictionary<string, string>(), "restore");
        Assert.True(await restore.EndAsync(cancellationToken) == 0, restore.Output);
        return folder;
    }
}
