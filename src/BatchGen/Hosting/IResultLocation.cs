namespace BatchGen;

/// <summary>
/// Tells where results lie, for the summary at the end of <c>up</c> and <c>run</c>. Register any number of them as singletons; each
/// is one line of the summary.
/// </summary>
public interface IResultLocation
{
    /// <summary>What lies there, for example <c>people table</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Where it lies, in a form that a person can open or copy (a path, an address), and as an aside what it holds. Read once, when
    /// the summary is shown, so it may look at what is there.
    /// </summary>
    string Location { get; }
}
