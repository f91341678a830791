using System.ComponentModel;
using Confluent.Kafka;

namespace BatchGen.Runtime;

/// <summary>
/// What the generator writes for a job: policy in plain sight, and the order of its steps. The mechanism behind each step is in
/// <see cref="StageRun"/> and <see cref="LoadWorker"/>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class JobPlan
{
    /// <summary>The job as its attributes declare it.</summary>
    public abstract JobDescriptor Descriptor { get; }

    /// <summary>The consumers of the job, one for each load stage; none in a job that only publishes.</summary>
    public virtual IReadOnlyList<LoadPlan> Loads => [];

    /// <summary>The policy of the job's producer (standard 4.3), or null in a job that only loads.</summary>
    public virtual ProducerConfig? PublishConfig() => null;

    /// <summary>Runs the extract stage.</summary>
    /// <param name="run">The run of the stage.</param>
    public virtual Task ExtractAsync(StageRun run) => throw Missing(StageKind.Extract);

    /// <summary>Runs the transform stage.</summary>
    /// <param name="run">The run of the stage.</param>
    public virtual Task TransformAsync(StageRun run) => throw Missing(StageKind.Transform);

    /// <summary>Runs the publish stage.</summary>
    /// <param name="run">The run of the stage.</param>
    public virtual Task PublishAsync(StageRun run) => throw Missing(StageKind.Publish);

    private InvalidOperationException Missing(StageKind stage) =>
        new($"Job '{Descriptor.Name}' has no {stage} stage.");
}
