using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Options;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section10Jobs;

/// <summary>BWS1007: the generator can only call a stage method of one of the documented shapes.</summary>
internal sealed class StageSignatureIsSupported() : Rule(Definition), IJobRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS1007",
        RuleCategory.Jobs,
        DiagnosticSeverity.Error,
        clause: "1.2",
        title: "A stage method has one of the documented shapes",
        messageFormat: "[{0}] method '{1}' {2}. {3}.",
        description: "Each kind of stage has a few shapes of parameters and return type; the generated plan calls no other.",
        blocks: true);

    public IEnumerable<Finding> Check(JobSpec job, RuleOptions options)
    {
        for (int index = 0; index < job.Stages.Count; index++)
        {
            StageSpec stage = job.Stages[index];
            if (stage.Method is { Problem: { } problem, IsUnresolved: false } && !StageIsNotAsyncVoid.Covers(stage.Method))
            {
                yield return new(Place(stage, index), stage.Kind, stage.Method.Name, problem, Shapes(stage.Kind));
            }
        }
    }

    private static Anchor Place(StageSpec stage, int index) => stage.Method.ProblemPart switch
    {
        null => Anchor.Method(index),
        "return" => Anchor.ReturnType(index),
        string parameter => Anchor.Parameter(index, parameter),
    };

    private static string Shapes(StageKind kind) => kind switch
    {
        StageKind.Extract =>
            "Write a method that returns IAsyncEnumerable<T>, IEnumerable<T>, Task<IReadOnlyList<T>> or ValueTask<IReadOnlyList<T>> "
            + "and takes nothing, BatchContext, CancellationToken or both",
        StageKind.Transform =>
            "Write a method that takes the extracted T, and BatchContext or CancellationToken if need be, and returns U, U?, "
            + "IEnumerable<U> or IAsyncEnumerable<U>, or one of these in a Task or ValueTask",
        StageKind.Publish =>
            "Write 'private partial Task PublishAsync(U record, CancellationToken ct);' (Task or ValueTask, BatchContext allowed)",
        _ =>
            "Write a method that takes BatchRecord<U>, U or IReadOnlyList<BatchRecord<U>>, and BatchContext, CancellationToken or, with "
            + "Deduplicate = true, DbTransaction if need be, and returns Task, ValueTask or void",
    };
}
