namespace BatchGen;

/// <summary>Documents why a job or stage creates tasks dynamically, an exception that the standard allows (standard 1.2).</summary>
/// <param name="reason">The reason, in a sentence.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = false)]
public sealed class DynamicTasksAttribute(string reason) : Attribute
{
    /// <summary>The reason, as given to the constructor.</summary>
    public string Reason { get; } = reason;
}
