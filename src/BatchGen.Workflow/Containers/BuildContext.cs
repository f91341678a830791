using BatchGen.Workflow.Models;

namespace BatchGen.Workflow.Containers;

/// <summary>
/// What an image is built from: the folder of the solution above the project, as projects and settings beside it are needed to build it;
/// the project's own folder where there is no solution.
/// </summary>
internal static class BuildContext
{
    /// <summary>The folder, absolute.</summary>
    public static string Of(BatchProject project)
    {
        for (DirectoryInfo? folder = new(project.Directory); folder is not null; folder = folder.Parent)
        {
            if (folder.Exists && folder.EnumerateFiles("*.sln*").Any(static file => file.Extension is ".sln" or ".slnx"))
            {
                return folder.FullName;
            }
        }

        return project.Directory;
    }

    /// <summary>A path of the project as the context has it.</summary>
    public static string PathOf(BatchProject project, string relative) => Relative(Of(project), project.FullPath(relative));

    /// <summary>The context as the workflow folder has it.</summary>
    public static string FromWorkflow(BatchProject project) => Relative(project.FullPath(project.WorkflowFolder), Of(project));

    private static string Relative(string from, string to) => Path.GetRelativePath(from, to).Replace('\\', '/');
}
