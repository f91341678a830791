using System.ComponentModel;

namespace BatchGen.Runtime;

/// <summary>Implemented by the generator on every <see cref="BatchJobAttribute"/> class; not for hand-written code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IBatchJob
{
    /// <summary>Makes the plan of the job: its policy, and the steps that keep it.</summary>
    /// <param name="services">Where the job's own class comes from.</param>
    static abstract JobPlan CreatePlan(IServiceProvider services);
}
