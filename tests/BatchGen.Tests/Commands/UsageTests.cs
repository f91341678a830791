using System.Text.Json;

namespace BatchGen.Tests.Commands;

public sealed class UsageTests
{
    private const string Batch = "01a0273f-fca0-7d91-82e8-c51e5af34dcb";

    [Theory]
    [InlineData("fly", "fly")]
    [InlineData("run", "job")]
    [InlineData("run demo --fast", "--fast")]
    [InlineData("run nothing", "There is no job 'nothing'. Jobs here: consumer, demo.")]
    [InlineData("run consumer", "only consumes")]
    [InlineData("run demo --batch-id 7", "'7' is not a UUID of version 4 or 7")]
    [InlineData("run demo --compensates other", "'other' is not JOB/BATCH_ID")]
    [InlineData("run demo --compensates demo/" + Batch, "is of job 'demo' itself")]
    [InlineData("run demo --compensates other/" + Batch + " --batch-id " + Batch, "cannot go together")]
    [InlineData("stage demo load --batch-id " + Batch + " --batch-dir x", "'load'")]
    [InlineData("stage demo extract --batch-dir x", "--batch-id")]
    [InlineData("stage demo extract --batch-id " + Batch, "--batch-dir")]
    [InlineData("stage demo extract --batch-id 886313e1-3b8a-5372-9b90-0c9aee199e5d --batch-dir {folder}", "is not a UUID of version 4 or 7")]
    [InlineData("consume demo nothing", "There is no job 'nothing'")]
    [InlineData("describe nothing", "There is no job 'nothing'")]
    public async Task A_command_line_that_is_wrong_ends_with_64_and_says_why(string line, string message)
    {
        using TemporaryFolder folder = new();
        AppResult result = await AppProcess.RunAsync(
            line.Replace("{folder}", folder.Path, StringComparison.Ordinal).Split(' '), ("Batch__Kafka__BootstrapServers", "127.0.0.1:1"));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Usage, result.Code);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("consume demo", "Batch__Consumer__DrainSeconds", "soon", "Batch:Consumer:DrainSeconds: 'soon'")]
    [InlineData("run demo", "Batch__Kafka__Settings__enable.idempotence", "false", "Batch:Kafka:Settings:enable.idempotence: is policy")]
    [InlineData("run demo", "Batch__Kafka__Settings__no.such.setting", "1", "no.such.setting")]
    [InlineData("consume demo", "Batch__Kafka__Settings__no.such.setting", "1", "no.such.setting")]
    [InlineData("run demo", "Batch__Fallback__Store", "ftp://x", "Batch:Fallback:Store")]
    [InlineData("run demo", "Batch__Kafka__BootstrapServers", "", "Batch:Kafka:BootstrapServers: missing")]
    [InlineData("consume", "Batch__Kafka__BootstrapServers", "", "Batch:Kafka:BootstrapServers: missing")]
    public async Task A_configuration_that_is_wrong_ends_with_78_and_names_the_key(string line, string name, string value, string message)
    {
        AppResult result = await AppProcess.RunAsync(line.Split(' '), ("Batch__Kafka__BootstrapServers", "127.0.0.1:1"), (name, value));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Configuration, result.Code);
    }

    [Fact]
    public async Task Help_names_every_command()
    {
        AppResult result = await AppProcess.RunAsync(["--help"]);
        Assert.Equal(ExitCodes.Done, result.Code);
        foreach (string command in new[] { "run", "stage", "consume", "up", "describe" })
        {
            Assert.Matches($@"(?m)^\s+{command}\b", result.Output);
        }
    }

    [Fact]
    public async Task Describe_writes_the_jobs_as_JSON_or_as_a_table()
    {
        AppResult json = await AppProcess.RunAsync(["describe", "--json"]);
        Assert.Equal((ExitCodes.Done, ""), (json.Code, json.Error));
        using JsonDocument document = JsonDocument.Parse(json.Output);
        Assert.Equal(["consumer", "demo"], document.RootElement.EnumerateArray().Select(job => job.GetProperty("job").GetString()));
        JsonElement load = document.RootElement[1].GetProperty("stages")[3];
        Assert.Equal(("load", "demo.load", 4), (load.GetProperty("stage").GetString(), load.GetProperty("group").GetString(), load.GetProperty("max_concurrency").GetInt32()));

        AppResult table = await AppProcess.RunAsync(["describe", "demo"]);
        Assert.Contains("demo.item.v1.dlq", table.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("demo.other.v1", table.Output, StringComparison.Ordinal);
    }
}
