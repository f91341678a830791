using BatchGen.Cli.Connection;
using BatchGen.Cli.Output;
using Confluent.Kafka;
using Microsoft.Extensions.Configuration;

namespace BatchGen.Cli.Commands.Release.Points;

/// <summary>Standard 5.3, 3: the topics and dead-letter topics are there, and their newest records are what the committed schema says.</summary>
internal sealed class TopicPoint(ReleaseSubject subject, Func<IConfiguration> configuration) : IReleasePoint
{
    /// <summary>Of each topic, the newest ones, spread over its partitions.</summary>
    private const int Records = 100;

    private readonly List<string> _evidence = [];
    private readonly List<string> _problems = [];
    private readonly List<string> _open = [];

    public int Number => 3;

    public string Name => "topic";

    public string Title => "Kafka topic reachable and schema validated";

    public async Task<PointFinding> CheckAsync(CancellationToken cancellationToken)
    {
        IConfiguration settings = configuration();
        if (string.IsNullOrWhiteSpace(settings["Batch:Kafka:BootstrapServers"]))
        {
            return PointFinding.Skipped("nobody said where the cluster is: --bootstrap-servers, --config, or Batch__Kafka__BootstrapServers");
        }

        using Cluster cluster = await Cluster.ConnectAsync(settings, cancellationToken).ConfigureAwait(false);
        _evidence.Add($"cluster `{cluster.Id}` at {cluster.BootstrapServers}");
        foreach (string topic in subject.Topics)
        {
            // The client's consumer blocks.
            await Task.Run(() => CheckTopicAsync(cluster, topic, cancellationToken), cancellationToken).ConfigureAwait(false);
        }

        // Whether dead letters may be switched off is a rule's business (BWS4407); here is looked at what is used.
        foreach (string letters in subject.Loads.Where(static stage => !stage.StatesDeadLetterTopic || !string.IsNullOrWhiteSpace(stage.DeadLetterTopic))
            .Select(static stage => stage.EffectiveDeadLetterTopic).Distinct())
        {
            if (cluster.FindTopic(letters) is { } partitions)
            {
                _evidence.Add($"dead-letter topic `{letters}`: {PlainText.Count(partitions.Count, "partition", "partitions")}");
            }
            else
            {
                _problems.Add($"there is no dead-letter topic '{letters}'");
            }
        }

        return _problems.Count > 0 ? PointFinding.Failed(string.Join("; ", _problems), _evidence)
            : _open.Count > 0 ? PointFinding.Skipped(string.Join("; ", _open), _evidence)
            : PointFinding.Passed($"{string.Join(", ", subject.Topics)}: reachable, newest records as the schema says", _evidence);
    }

    private async Task CheckTopicAsync(Cluster cluster, string topic, CancellationToken cancellationToken)
    {
        if (cluster.FindTopic(topic) is not { } partitions)
        {
            _problems.Add($"there is no topic '{topic}'");
            return;
        }

        if (SchemaOf(topic) is not { } file)
        {
            _problems.Add($"there is no schema '{topic}.schema.json' in {subject.Project.SchemasFolder}: 'batchgen generate' writes it");
            return;
        }

        RecordSchema schema = await RecordSchema.ReadAsync(file, cancellationToken).ConfigureAwait(false);
        int share = Math.Max(1, Records / partitions.Count);
        int read = 0;
        int wrong = 0;
        foreach (OffsetRange range in await cluster.RangesAsync(partitions).ConfigureAwait(false))
        {
            foreach (ConsumeResult<byte[]?, byte[]?> record in cluster.Read(range with { Start = Math.Max(range.Start, range.End - share) }, cancellationToken))
            {
                read++;
                if (schema.ProblemOf(record.Message.Value) is { } problem && wrong++ == 0)
                {
                    _problems.Add($"{topic}[{record.Partition.Value}]@{record.Offset.Value} is not what the schema says: {problem}");
                }
            }
        }

        _evidence.Add(
            $"topic `{topic}`: {PlainText.Count(partitions.Count, "partition", "partitions")}, {PlainText.Count(read, "newest record", "newest records")} held against `{Path.GetFileName(file)}`, {wrong:N0} not as it says");
        if (read == 0)
        {
            _open.Add($"'{topic}' is reachable but holds no record to hold against its schema: run the job once");
        }
    }

    /// <summary>The schema lies with who publishes, which may be another project of the solution.</summary>
    private string? SchemaOf(string topic) => subject.Solution.Projects.Prepend(subject.Project)
        .Select(project => project.FullPath($"{project.SchemasFolder.TrimEnd('/')}/{topic}.schema.json"))
        .FirstOrDefault(File.Exists);
}
