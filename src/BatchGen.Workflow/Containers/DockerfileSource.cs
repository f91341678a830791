using BatchGen.Workflow.Artifacts;
using BatchGen.Workflow.Models;
using BatchGen.Workflow.Settings;

namespace BatchGen.Workflow.Containers;

/// <summary>
/// The image for production: Prefect's, the flows, and the jobs as one executable with its own runtime. Its consumers are services of the
/// same image.
/// </summary>
internal sealed class DockerfileSource : IArtifactSource
{
    public IEnumerable<Artifact> ArtifactsOf(BatchProject project, WorkflowSettings settings)
    {
        string folder = project.WorkflowFolder.TrimEnd('/');
        if (project.Jobs.Count == 0 || project.ProjectFile is not { } file)
        {
            // There is nothing to build without a project.
            return [];
        }

        string projectFile = BuildContext.PathOf(project, Path.GetRelativePath(project.Directory, file));
        string workflow = BuildContext.PathOf(project, folder);
        string context = BuildContext.PathOf(project, ".") is "." ? "the project's folder" : "the solution's folder";
        return
        [
            new($"{folder}/Dockerfile", Dockerfile(project, projectFile, workflow, context), ArtifactForm.Whole),
            new($"{folder}/Dockerfile.dockerignore", Ignored, ArtifactForm.Whole),
        ];
    }

    private const string Ignored = """
        **/.git
        **/.vs
        **/bin
        **/obj
        **/.batch
        **/artifacts
        **/__pycache__
        **/.env
        **/*.user

        """;

    private static string Dockerfile(BatchProject project, string projectFile, string workflow, string context) =>
        $$"""
        # syntax=docker/dockerfile:1
        # From {{context}}: docker build -f {{workflow}}/Dockerfile -t {{project.KebabName}} .

        FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0 AS build
        ARG TARGETARCH
        WORKDIR /src
        COPY . .
        RUN dotnet publish "{{projectFile}}" --configuration Release --arch $TARGETARCH --self-contained \
            -p:PublishSingleFile=true -p:DebugType=embedded --output /out

        FROM {{ContainerNames.PrefectImage}}
        RUN groupadd --gid 10001 batch \
            && useradd --uid 10001 --gid batch --create-home batch \
            && install --directory --owner=batch --group=batch {{ContainerNames.DataFolder}} {{ContainerNames.DataFolder}}/work
        COPY --from=build /out {{ContainerNames.ApplicationFolder}}
        COPY "{{workflow}}" {{ContainerNames.WorkflowFolder}}

        # The image has no libicu; jobs write dates and numbers in the invariant culture. The single file unpacks nothing.
        ENV DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 \
            BATCH_HOST='["{{ContainerNames.ExecutableOf(project)}}"]' \
            BATCH_WORK_ROOT={{ContainerNames.DataFolder}}/work

        # By number, so that Kubernetes can see that it is not root.
        USER 10001:10001
        WORKDIR {{ContainerNames.WorkflowFolder}}

        """;
}
