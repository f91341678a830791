using System.ComponentModel;

namespace BatchGen;

/// <summary>
/// Written by the generator for each job: what the <c>batchgen</c> tool reads from the assembly, without loading it, to write and check the
/// files around the job (standard 2.2, 4.2, 6).
/// </summary>
/// <param name="job">The job's name.</param>
/// <param name="format">The version of the text's form; a tool that does not know it says so.</param>
/// <param name="model">The job as JSON (docs/job-model.md).</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class BatchJobModelAttribute(string job, int format, string model) : Attribute
{
    /// <summary>The job's name.</summary>
    public string Job { get; } = job;

    /// <summary>The version of the text's form.</summary>
    public int Format { get; } = format;

    /// <summary>The job as JSON.</summary>
    public string Model { get; } = model;
}
