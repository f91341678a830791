using Microsoft.CodeAnalysis;

namespace BatchGen.CodeFixes;

/// <summary>How a place in source can name an attribute of BatchGen.</summary>
internal static class BatchGenNames
{
    /// <summary>The short name where the namespace is imported and nothing else has the name; else with its namespace.</summary>
    public static string Attribute(string name, SemanticModel model, int position)
    {
        bool isInReach = model.LookupNamespacesAndTypes(position, name: name + "Attribute")
            .Any(static symbol => symbol.ContainingNamespace is { Name: "BatchGen", ContainingNamespace.IsGlobalNamespace: true });
        bool isTaken = model.LookupNamespacesAndTypes(position, name: name).Length > 0;
        return isInReach && !isTaken ? name : "BatchGen." + name;
    }
}
