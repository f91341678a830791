using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Parsing.Naming;

namespace BatchGen.Analyzers.Generation.Writing;

/// <summary>
/// The names in one generated file. Remembers which namespaces they need, so that the file has exactly those <c>using</c>s, and
/// writes with <c>global::</c> what would mean something else in the job's class.
/// </summary>
internal sealed class Names(IEnumerable<string> shadowed)
{
    private readonly HashSet<string> _shadowed = new(shadowed, StringComparer.Ordinal);
    private readonly HashSet<string> _namespaces = new(StringComparer.Ordinal);

    /// <summary>The namespaces that were needed: <c>System</c> first, then in ordinal order.</summary>
    public IEnumerable<string> Usings => _namespaces
        .OrderBy(static name => name == "System" || name.StartsWith("System.", StringComparison.Ordinal) ? 0 : 1)
        .ThenBy(static name => name, StringComparer.Ordinal);

    /// <summary>A type of the platform or the library; one with type parameters as <c>JsonTypeInfo`1</c>.</summary>
    public string this[string name]
    {
        get
        {
            string home = RuntimeNames.Namespaces[name];
            string simple = RuntimeNames.Simple(name, out _);
            if (_shadowed.Contains(name))
            {
                return $"global::{home}.{simple}";
            }

            _namespaces.Add(home);
            return simple;
        }
    }

    /// <summary>A type of the user's.</summary>
    public string this[TypeName type]
    {
        get
        {
            _namespaces.UnionWith(type.Namespaces);
            return type.Text;
        }
    }

    /// <summary>Needs a namespace for its extension methods, or for a name that is known to be clear.</summary>
    public void Import(string name) => _namespaces.Add(name);
}
