using System.Globalization;
using BatchGen.Analyzers.Files.Json;
using BatchGen.Workflow.Containers;
using BatchGen.Workflow.Models;
using BatchGen.Workflow.Settings;

namespace BatchGen.Workflow.Prefect.Deployments;

/// <summary>Writes the two deployments of a job.</summary>
internal sealed class DeploymentWriter(BatchProject project, WorkflowSettings settings)
{
    /// <summary>Runs by hand, beside a worker on the developer's machine.</summary>
    public void WriteLocal(YamlWriter list, JobModel job) => list.Item(deployment =>
    {
        WriteHead(deployment, job, "local", settings.Local, isActive: false, strategy: "CANCEL_NEW");
        WritePool(deployment, settings.Local, image: null, LocalEnvironment());
    });

    /// <summary>Runs by the schedule, in a container.</summary>
    public void WriteProduction(YamlWriter list, JobModel job) => list.Item(deployment =>
    {
        WriteHead(deployment, job, "prod", settings.Production, isActive: true, strategy: "ENQUEUE");
        WriteImage(deployment);
        WritePull(deployment);
        WritePool(deployment, settings.Production, "{{ build-image.image }}", new()
        {
            ["BATCH_HOST"] = $"[{JsonTextWriter.Quote(ContainerNames.ExecutableOf(project))}]",
            ["BATCH_WORK_ROOT"] = "/var/lib/batch/work",
        });
    });

    private void WriteHead(YamlWriter yaml, JobModel job, string environment, WorkPoolSettings pool, bool isActive, string strategy)
    {
        string summary = (job.Spec.Summary ?? $"Batch job {job.Name}.").TrimEnd('.');
        string description = $"{summary} ({environment}, {pool.Type} pool). Runbook: {project.DocumentsOf(job)}/runbook.md";
        yaml
            .Text("name", $"{job.Name}-{environment}")
            .Text("description", WithoutTemplates(description))
            .Texts("tags", ["batch", $"job:{job.Name}", $"env:{environment}", "tz:UTC", .. settings.Tags])
            .Text("entrypoint", $"flows/{job.FunctionName}_flow.py:{job.FunctionName}")
            .Map("parameters", parameters => parameters.Text("env", environment))
            .Plain("enforce_parameter_schema", "true")
            .Plain("paused", "false");
        if (job.Spec.Cron is { } cron)
        {
            yaml.Map("schedules", schedules => schedules.Item(schedule => schedule
                .Text("slug", $"{job.Name}-schedule")
                .Text("cron", cron)
                .Text("timezone", "UTC")
                .Plain("day_or", "true")
                .Plain("active", isActive ? "true" : "false", isActive ? null : "Local runs are started by hand.")));
        }
        else
        {
            yaml.Comment($"No schedule. {WithoutTemplates(job.Spec.Trigger ?? "It is started by hand.")}").Plain("schedules", "[]");
        }

        yaml.Map("concurrency_limit", limit => limit
            .Plain("limit", (job.Spec.Concurrency ?? 1).ToString(CultureInfo.InvariantCulture))
            .Text("collision_strategy", strategy));
    }

    private void WriteImage(YamlWriter yaml)
    {
        string image = settings.Image ?? project.KebabName;
        yaml.Map("build", steps => steps.Item(step => step.Map("prefect_docker.deployments.steps.build_docker_image", arguments => arguments
            .Text("id", "build-image")
            .Text("requires", "prefect-docker>=0.6.0")
            .Text("image_name", image)
            .Text("tag", "{{ $IMAGE_TAG }}")
            .Text("dockerfile", BuildContext.PathOf(project, $"{project.WorkflowFolder.TrimEnd('/')}/Dockerfile"))
            .Text("path", BuildContext.FromWorkflow(project))
            .Text("platform", "linux/amd64"))));

        // Without a registry in its name the image stays where it was built.
        if (image.Contains('/', StringComparison.Ordinal))
        {
            yaml.Map("push", steps => steps.Item(step => step.Map("prefect_docker.deployments.steps.push_docker_image", arguments => arguments
                .Text("requires", "prefect-docker>=0.6.0")
                .Text("image_name", "{{ build-image.image_name }}")
                .Text("tag", "{{ build-image.tag }}"))));
        }
    }

    private void WritePull(YamlWriter yaml) => yaml.Map("pull", steps =>
    {
        const string directory = "prefect.deployments.steps.set_working_directory";
        if (settings.Repository is not { } repository)
        {
            steps.Item(step => step.Map(directory, arguments => arguments.Text("directory", ContainerNames.WorkflowFolder)));
            return;
        }

        steps.Item(step => step.Map("prefect.deployments.steps.git_clone", arguments =>
        {
            arguments.Text("id", "clone").Text("repository", repository).Text("branch", settings.Branch);
            if (settings.RepositoryTokenBlock is { } block)
            {
                arguments.Text("access_token", $"{{{{ prefect.blocks.secret.{block} }}}}");
            }
        }));
        steps.Item(step => step.Map(directory, arguments => arguments.Text("directory", $"{{{{ clone.directory }}}}/{WorkflowInRepository()}")));
    });

    private void WritePool(YamlWriter yaml, WorkPoolSettings pool, string? image, Dictionary<string, string> environment) => yaml.Map("work_pool", map => map
        .Text("name", pool.Pool)
        .Text("work_queue_name", pool.Queue)
        .Map("job_variables", variables =>
        {
            if (image is not null)
            {
                variables.Text("image", image).Text("image_pull_policy", "IfNotPresent");
            }

            if (pool.Type == "kubernetes")
            {
                variables.Text("namespace", pool.Namespace).Plain("finished_job_ttl", "86400");
                if (pool.ServiceAccount is { } account)
                {
                    variables.Text("service_account_name", account);
                }
            }
            else if (pool.Type == "docker")
            {
                variables.Plain("auto_remove", "true").Texts("volumes", ["batch-data:/var/lib/batch"]);
            }

            variables.Map("env", values =>
            {
                foreach ((string name, string value) in environment.Concat(settings.Environment).Concat(pool.Environment)
                    .GroupBy(static variable => variable.Key).Select(static same => same.Last()).OrderBy(static variable => variable.Key, StringComparer.Ordinal))
                {
                    values.Text(name, value);
                }
            });
        }));

    private Dictionary<string, string> LocalEnvironment()
    {
        string up = Up(project.WorkflowFolder);
        string[] command = project.ProjectFile is { } file
            ? ["dotnet", "run", "--no-build", "--project", $"{up}/{Path.GetFileName(file)}", "--"]
            : ["dotnet", $"{up}/{project.AssemblyName}.dll"];
        return new()
        {
            ["BATCH_HOST"] = $"[{string.Join(", ", command.Select(JsonTextWriter.Quote))}]",
            ["BATCH_WORK_ROOT"] = $"{up}/.batch/work",
        };
    }

    /// <summary>The folder of prefect.yaml as a clone of the repository has it.</summary>
    private string WorkflowInRepository()
    {
        string folder = project.FullPath(project.WorkflowFolder);
        for (string? root = project.Directory; root is not null; root = Path.GetDirectoryName(root))
        {
            // A file in a further work tree.
            if (Path.Exists(Path.Combine(root, ".git")))
            {
                return Path.GetRelativePath(root, folder).Replace('\\', '/');
            }
        }

        return project.WorkflowFolder.TrimEnd('/');
    }

    private static string Up(string folder) => string.Join('/', folder.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(static _ => ".."));

    /// <summary>Prefect has no way to write two braces that are no template.</summary>
    private static string WithoutTemplates(string text) => text.Replace("{{", "{ {", StringComparison.Ordinal).Replace("}}", "} }", StringComparison.Ordinal);
}
