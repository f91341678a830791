using System.Text.Json;
using BatchGen.EndToEnd.Support;
using Xunit;

namespace BatchGen.EndToEnd;

/// <summary>What the executable says to people and scripts that use it wrongly.</summary>
public sealed class CommandLineTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("fly", "fly")]
    [InlineData("run", "job")]
    [InlineData("run no-such-job", "There is no job 'no-such-job'. Jobs here: swapi-people.")]
    [InlineData("run swapi-people --fast", "--fast")]
    [InlineData("run swapi-people --batch-id 42", "--batch-id '42' is not a UUID of version 4 or 7.")]
    [InlineData("stage swapi-people load --batch-id 01a0273f-fca0-7d91-82e8-c51e5af34dcb --batch-dir x", "load")]
    [InlineData("consume swapi-people other", "There is no job 'other'.")]
    public async Task A_wrong_command_line_is_explained_and_ends_with_64(string arguments, string explanation)
    {
        using SampleApp sample = new();

        (int code, string output, string error) = await sample.RunAsync(Limit.After(Soon), arguments.Split(' '));

        Assert.Equal(64, code);
        Assert.Contains(explanation, error, StringComparison.Ordinal);
        Assert.Empty(output);
    }

    [Theory]
    [InlineData("Batch__Kafka__BootstrapServer", "localhost:9092", "Batch:Kafka:BootstrapServer")]
    [InlineData("Batch__Kafka__SecurityProtocol", "Carrier pigeon", "Batch:Kafka:SecurityProtocol")]
    [InlineData("Batch__Kafka__Settings__acks", "1", "Batch:Kafka:Settings:acks")]
    [InlineData("Batch__Consumer__DrainSeconds", "soon", "Batch:Consumer:DrainSeconds")]
    public async Task A_wrong_setting_is_named_at_the_start_and_ends_with_78(string variable, string value, string key)
    {
        using SampleApp sample = new();
        sample.Environment[variable] = value;

        (int code, _, string error) = await sample.RunAsync(Limit.After(Soon), "up");

        Assert.Equal(78, code);
        Assert.Contains($"{key}: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Describe_tells_what_the_job_declares()
    {
        using SampleApp sample = new();

        (int code, string output, string error) = await sample.RunAsync(Limit.After(Soon), "describe", "--json");

        Assert.True(code == 0, error);
        using JsonDocument jobs = JsonDocument.Parse(output);
        JsonElement job = Assert.Single(jobs.RootElement.EnumerateArray());
        Assert.Equal("swapi-people", job.GetProperty("job").GetString());
        Assert.Equal(["extract", "transform", "publish", "load"], job.GetProperty("stages").EnumerateArray().Select(stage => stage.GetProperty("stage").GetString()));
    }

    [Fact]
    public async Task A_stage_ends_when_its_standard_input_closes()
    {
        using SampleApp sample = new();
        using StalledServer server = new();
        sample.Environment["Swapi__BaseUrl"] = server.BaseUrl;
        CancellationToken limit = Limit.After(Soon);
        using Child stage = sample.Start(
            "stage", "swapi-people", "extract", "--batch-id", Guid.CreateVersion7().ToString(), "--batch-dir", "batch");

        await server.Asked.WaitAsync(limit);
        stage.CloseInput();

        Assert.Equal(130, await stage.EndAsync(limit));
        Assert.Contains("Standard input has closed", stage.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(sample.Folder, "batch", "extract.jsonl")));
    }
}
