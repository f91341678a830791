using System.Text;
using BatchGen.Analyzers.Model;
using BatchGen.Workflow.Models;

namespace BatchGen.Workflow.Graphs;

/// <summary>The jobs of a solution as a Mermaid flowchart: what starts them, their stages, topics, groups, dead letters and fallback stores.</summary>
internal sealed class MermaidGraph
{
    private readonly StringBuilder _text = new("flowchart LR\n");
    private readonly HashSet<string> _declared = new(StringComparer.Ordinal);

    private MermaidGraph()
    {
    }

    public static string Write(BatchSolution solution)
    {
        MermaidGraph graph = new();
        foreach ((BatchProject project, JobModel job) in solution.Jobs)
        {
            graph.Job(project, job);
        }

        graph.Line("classDef topic fill:#dbeafe,stroke:#1d4ed8,color:#172554");
        graph.Line("classDef letters fill:#fee2e2,stroke:#b91c1c,color:#450a0a");
        graph.Line("classDef store fill:#fef3c7,stroke:#b45309,color:#451a03");
        return graph._text.ToString();
    }

    private void Job(BatchProject project, JobModel job)
    {
        string id = MermaidText.Id("job", project.Name, job.Name);
        Line($"subgraph {id}[\"{MermaidText.Label(job.Name)}{(job.Spec.Critical ? " (critical)" : "")}\"]");
        string? before = null;
        if (job.IsRun)
        {
            before = $"{id}_start";
            Line($"  {before}([\"{MermaidText.Label(GraphText.Start(job.Spec))}\"])");
        }

        for (int index = 0; index < job.Spec.Stages.Count; index++)
        {
            StageSpec stage = job.Spec.Stages[index];
            string node = StageId(id, index);
            Line($"  {node}[\"{MermaidText.Label(GraphText.Kind(stage))}: {MermaidText.Label(stage.Method.Name)}\"]");
            if (stage.Kind != StageKind.Load)
            {
                if (before is not null)
                {
                    Line($"  {before} --> {node}");
                }

                before = node;
            }
        }

        Line("end");
        for (int index = 0; index < job.Spec.Stages.Count; index++)
        {
            Topics(job.Spec, job.Spec.Stages[index], StageId(id, index));
        }

        Fallback(job.Spec, id);
    }

    private void Topics(JobSpec job, StageSpec stage, string node)
    {
        if (string.IsNullOrWhiteSpace(stage.Topic))
        {
            return;
        }

        string topic = Shared("topic", stage.Topic, "[/", "/]", "topic");
        if (stage.Kind == StageKind.Publish)
        {
            Line($"{node} --> {topic}");
        }
        else if (stage.Kind == StageKind.Load)
        {
            Line($"{topic} -->|\"{MermaidText.Label(job.GroupOf(stage))}\"| {node}");
            Line($"{node} -. \"cannot be handled\" .-> {Shared("topic", stage.EffectiveDeadLetterTopic, "[/", "/]", "letters")}");
        }
    }

    private void Fallback(JobSpec job, string id)
    {
        if (job.Fallback?.Store is { Length: > 0 } store)
        {
            Line($"{id} -. \"attempts used up\" .-> {Shared("store", store, "[(", ")]", "store")}");
        }
    }

    /// <summary>A node that several jobs may have: declared when it is first used.</summary>
    private string Shared(string kind, string name, string open, string close, string style)
    {
        string id = MermaidText.Id(kind, name);
        if (_declared.Add(id))
        {
            Line($"{id}{open}\"{MermaidText.Label(name)}\"{close}:::{style}");
        }

        return id;
    }

    private static string StageId(string job, int index) => $"{job}_{index.ToString(System.Globalization.CultureInfo.InvariantCulture)}";

    private void Line(string text) => _text.Append("  ").Append(text).Append('\n');
}
