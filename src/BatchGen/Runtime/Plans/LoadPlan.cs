using System.ComponentModel;
using Confluent.Kafka;

namespace BatchGen.Runtime;

/// <summary>The generated consumer loop: takes records from its worker until there is none ready.</summary>
/// <param name="worker">Gives the records and the steps to take with each.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate Task LoadLoop(LoadWorker worker);

/// <summary>One consumer of a job: a load stage, its Kafka configuration and its loop.</summary>
/// <param name="Stage">The load stage.</param>
/// <param name="Config">The consumer's policy; connection and security are added from the configuration.</param>
/// <param name="Loop">The generated loop; the engine runs up to <see cref="StageDescriptor.MaxConcurrency"/> of them at once.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record LoadPlan(StageDescriptor Stage, ConsumerConfig Config, LoadLoop Loop);
