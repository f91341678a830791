using System.Net;
using System.Net.Sockets;
using BatchGen.Tests;

namespace BatchGen.Cli.Tests;

public sealed class UsageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("fly", "fly")]
    [InlineData("dlq list", "--topic")]
    [InlineData("dlq list -t x.y.v1 --since yesterday", "--since 'yesterday' is not a time; write it as 2026-08-22T02:15:00Z.")]
    [InlineData("dlq list -t x.y.v1 --batch-id 7", "--batch-id '7' is not a UUID.")]
    [InlineData("dlq list -t x.y.v1 --failure bad", "'bad'")]
    [InlineData("dlq list -t x.y.v1 --offset 7", "--offset needs --partition")]
    [InlineData("dlq list -t x.y.v1 --limit 0", "--limit must be 1 or more, not 0.")]
    [InlineData("dlq replay -t x.y.v1 --to x.y.v1.dlq", "--to is the dead-letter topic itself.")]
    [InlineData("dlq replay -t x.y.v1 --settle-seconds -1", "--settle-seconds must be from 0 to 3600")]
    [InlineData("dlq purge -t x.y.v1", "Say what goes: one of --all, --until TIME, --before-offset N.")]
    [InlineData("dlq purge -t x.y.v1 --all --until 2026-01-01", "Say what goes: one of")]
    [InlineData("dlq purge -t x.y.v1 --before-offset 3", "--before-offset needs --partition")]
    [InlineData("fallback list", "Name the store: --store file:///")]
    [InlineData("fallback list --store ftp://x", "--store 'ftp://x': this tool reads ")]
    public async Task A_command_line_that_is_wrong_ends_with_64_and_says_why(string line, string message)
    {
        ToolResult result = await RunAsync(line);
        result.ShouldBe(ExitCodes.Usage);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("", "Batch:Kafka:BootstrapServers: missing")]
    [InlineData("Batch__Kafka__SecurityProtocol=SaslSsl", "Batch:Kafka:SaslMechanism: missing")]
    [InlineData("Batch__Kafka__BootstrapServer=x:1", "Batch:Kafka:BootstrapServer: unknown key")]
    [InlineData("Batch__Kafka__Settings__acks=0", "Batch:Kafka:Settings:acks: is policy")]
    [InlineData("Batch__Kafka__BootstrapServers=x:1 Batch__Kafka__Settings__no.such.setting=1", "no.such.setting")]
    public async Task A_configuration_that_is_wrong_ends_with_78_and_names_the_key(string environment, string message)
    {
        ToolResult result = await RunAsync("dlq list -t x.y.v1", environment);
        result.ShouldBe(ExitCodes.Configuration);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_applications_file_is_read_and_the_environment_and_the_command_line_come_on_top()
    {
        // Sections that are none of the tool's business do not disturb it.
        await File.WriteAllTextAsync(_folder["settings.json"], """{"Batch":{"Notify":{"x":{"Url":"u"}},"Kafka":{"BootstrapServers":"","SecurityProtocol":"Never"}}}""");
        ToolResult file = await RunAsync("dlq list -t x.y.v1 --config settings.json");
        file.ShouldBe(ExitCodes.Configuration);
        Assert.Contains("Batch:Kafka:SecurityProtocol: 'Never'", file.Error, StringComparison.Ordinal);

        ToolResult environment = await RunAsync("dlq list -t x.y.v1 --config settings.json", "Batch__Kafka__SecurityProtocol=Plaintext");
        Assert.Contains("Batch:Kafka:BootstrapServers: missing", environment.Error, StringComparison.Ordinal);

        ToolResult missing = await RunAsync("dlq list -t x.y.v1 --config no.json");
        missing.ShouldBe(ExitCodes.NoInput);
        Assert.Contains("--config: there is no file 'no.json'.", missing.Error, StringComparison.Ordinal);

        await File.WriteAllTextAsync(_folder["broken.json"], "{");
        ToolResult broken = await RunAsync("dlq list -t x.y.v1 --config broken.json");
        broken.ShouldBe(ExitCodes.Configuration);
        Assert.StartsWith("broken.json: ", broken.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_no_broker_answers_it_says_so_with_the_reason_and_without_the_password()
    {
        // A port that nobody listens on, found by taking one and giving it back.
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        string servers = listener.LocalEndpoint.ToString()!;
        listener.Stop();
        ToolResult result = await RunAsync(
            $"dlq list -t x.y.v1 -b {servers}",
            "Batch__Kafka__SecurityProtocol=SaslPlaintext Batch__Kafka__SaslMechanism=Plain Batch__Kafka__SaslUsername=me Batch__Kafka__SaslPassword=hunter2");
        result.ShouldBe(ExitCodes.TemporaryFailure);
        Assert.Contains($"No broker of {servers} answers: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("refused", result.Error, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("hunter2", result.Error + result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help", "dlq", "fallback", "new")]
    [InlineData("dlq --help", "list", "show", "replay", "purge")]
    [InlineData("fallback --help", "list", "show", "replay")]
    [InlineData("dlq replay --help", "--topic", "--job", "--batch-id", "--record-id", "--failure", "--since", "--until", "--partition", "--offset", "--to", "--execute",
        "--again", "--limit", "--journal", "--json", "--bootstrap-servers", "--config")]
    [InlineData("dlq purge --help", "--all", "--until", "--before-offset", "--unreplayed-too", "--execute")]
    [InlineData("fallback replay --help", "--store", "--key", "--keep", "--execute")]
    public async Task Help_names_every_command_and_option(string line, params string[] names)
    {
        ToolResult result = await RunAsync(line);
        result.ShouldBe(ExitCodes.Done);
        foreach (string name in names)
        {
            Assert.Matches($@"(?m)^ .*{name}\b", result.Output);
        }
    }

    private async Task<ToolResult> RunAsync(string line, string environment = "")
    {
        using Tool tool = Tool.Start(
            _folder.Path, line.Split(' '),
            environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], pair[1])));
        return await tool.EndAsync();
    }
}
