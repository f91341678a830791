using System.Collections.Immutable;
using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Options;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section10Jobs;

/// <summary>BWS1008: nobody can wait for an <c>async void</c> method, and its failure ends the process.</summary>
internal sealed class StageIsNotAsyncVoid() : Rule(Definition), IJobRule
{
    /// <summary>Present where <c>Task</c> is the return type that the stage wants, for the fix.</summary>
    public const string TaskProperty = "Task";

    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS1008",
        RuleCategory.Jobs,
        DiagnosticSeverity.Error,
        clause: "4.4",
        title: "A stage is not async void",
        messageFormat: "{0} of job '{1}' is async void: its records would count as done before they are; return {2}",
        description: "Nobody can wait for an async void method: the offset is committed before the work is done, and a failure is never seen.",
        blocks: true);

    /// <summary>Whether the method's return type is this rule's, so that no other rule speaks of it.</summary>
    public static bool Covers(MethodSpec method) => method is { IsAsync: true, ReturnsVoid: true };

    public IEnumerable<Finding> Check(JobSpec job, RuleOptions options)
    {
        for (int index = 0; index < job.Stages.Count; index++)
        {
            StageSpec stage = job.Stages[index];
            if (Covers(stage.Method))
            {
                yield return new(Anchor.ReturnType(index), stage.DisplayName, job.DisplayName, Wanted(stage.Kind))
                {
                    Properties = stage.Kind == StageKind.Load
                        ? ImmutableDictionary<string, string?>.Empty.Add(TaskProperty, "")
                        : ImmutableDictionary<string, string?>.Empty,
                };
            }
        }
    }

    private static string Wanted(StageKind kind) => kind switch
    {
        StageKind.Extract => "IAsyncEnumerable<T> or Task<IReadOnlyList<T>>",
        StageKind.Transform => "Task<U>",
        _ => "Task",
    };
}
