using BatchGen.Analyzers.Model;

namespace BatchGen.Workflow.Models;

/// <summary>A job as the generator has left it in its assembly.</summary>
internal sealed record JobModel
{
    /// <summary>What the attributes declare: the same values that the generator and the rules see.</summary>
    public required JobSpec Spec { get; init; }

    /// <summary>The schema of each topic that the job publishes to, as JSON Schema; none for a payload whose wire form types do not tell.</summary>
    public IReadOnlyList<TopicSchemaText> Schemas { get; init; } = [];

    /// <summary>The version of BatchGen that built it: <c>0.1</c>.</summary>
    public required string Generator { get; init; }

    public string Name => Spec.Name!;

    /// <summary>The name as a Python identifier: the flow's function, and the stem of its file.</summary>
    public string FunctionName => Name.Replace('-', '_');

    /// <summary>Whether it is run: it extracts. One that is not is a consumer, started by its topic, and has neither flow nor deployment.</summary>
    public bool IsRun => Spec.StagesOf(StageKind.Extract).Any();
}

/// <summary>The schema of a topic's records: the whole envelope.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Json">The file's text, with LF and a final line end.</param>
internal sealed record TopicSchemaText(string Topic, string Json);
