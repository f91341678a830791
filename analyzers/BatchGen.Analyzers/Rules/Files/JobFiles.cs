using BatchGen.Analyzers.Files;
using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Parsing;
using BatchGen.Analyzers.Schemas;

namespace BatchGen.Analyzers.Rules.Files;

/// <summary>A job and the files of its project.</summary>
internal sealed class JobFiles
{
    private readonly Lazy<IReadOnlyList<PublishedTopic>> _topics;

    /// <summary>A job of a compilation: its schemas are built from the payload types.</summary>
    public JobFiles(ParsedJob job, ProjectFiles files, KnownTypes known, CancellationToken cancellationToken)
        : this(job.Spec, files, (index, topic) => job.Anchors.PayloadOf(index) is { } payload ? SchemaBuilder.Build(topic, payload, known, cancellationToken) : null)
    {
    }

    /// <param name="job">The job.</param>
    /// <param name="files">The files.</param>
    /// <param name="current">The schema that the payload type of a stage, by its index, and topic says; null where it is not known.</param>
    public JobFiles(JobSpec job, ProjectFiles files, Func<int, string, TopicSchema?> current)
    {
        Job = job;
        Files = files;
        _topics = new(() => [.. PublishedTopic.Of(job, files, current)]);
    }

    public JobSpec Job { get; }

    public ProjectFiles Files { get; }

    /// <summary>The job's name, which documents, deployments and folders carry.</summary>
    public string Name => Job.Name ?? "";

    /// <summary>Whether the job has only <c>[Load]</c> stages: its topics start it, and nothing is deployed for it.</summary>
    public bool IsConsumer => Job.Stages.Count > 0 && Job.Stages.All(static stage => stage.Kind == StageKind.Load);

    /// <summary>The topics that the job publishes to, with their schemas.</summary>
    public IReadOnlyList<PublishedTopic> Topics => _topics.Value;
}
