using BatchGen.Analyzers.Files;
using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Parsing;

namespace BatchGen.Analyzers.Rules.Files;

/// <summary>A job and the files of its project.</summary>
internal sealed class JobFiles
{
    private readonly Lazy<IReadOnlyList<PublishedTopic>> _topics;

    public JobFiles(ParsedJob job, ProjectFiles files, KnownTypes known, CancellationToken cancellationToken)
    {
        Job = job.Spec;
        Files = files;
        _topics = new(() => [.. PublishedTopic.Of(job, files, known, cancellationToken)]);
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
