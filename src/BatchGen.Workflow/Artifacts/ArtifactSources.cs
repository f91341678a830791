using BatchGen.Workflow.Containers;
using BatchGen.Workflow.Documents;
using BatchGen.Workflow.Documents.Runbook;
using BatchGen.Workflow.Documents.Template;
using BatchGen.Workflow.Prefect.Deployments;
using BatchGen.Workflow.Prefect.Flows;
using BatchGen.Workflow.Schemas;

namespace BatchGen.Workflow.Artifacts;

/// <summary>All that makes files of jobs.</summary>
internal static class ArtifactSources
{
    public static IReadOnlyList<IArtifactSource> All { get; } =
    [
        new FlowSource(),
        new PrefectYamlSource(),
        new SchemaSource(),
        new TemplateSource(),
        new RunbookSource(),
        new ManifestSource(),
        new ComposeSource(),
        new DockerfileSource(),
    ];
}
