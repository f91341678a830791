using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Tests.Generation;

/// <summary>
/// Searches an object for what belongs to one compilation. A pipeline that holds such a thing keeps whole compilations in memory and
/// is never equal to its next run.
/// </summary>
internal static class Purity
{
    /// <summary>The path to the first compiler type that is reachable from a value, or null.</summary>
    public static string? FindCompilerType(object? value) => Find(value, "value", new(ReferenceEqualityComparer.Instance));

    private static string? Find(object? value, string path, HashSet<object> seen)
    {
        if (value is null or string || value.GetType() is { IsPrimitive: true } or { IsEnum: true } || !seen.Add(value))
        {
            return null;
        }

        Type type = value.GetType();
        if (value is ISymbol or SyntaxNode or SyntaxTree or Location or Compilation or SemanticModel or AttributeData
            || type.FullName!.StartsWith("Microsoft.CodeAnalysis.", StringComparison.Ordinal))
        {
            return $"{path} is a {type}";
        }

        IEnumerable<(string Path, object? Value)> parts = value is IEnumerable items
            ? items.Cast<object?>().Select((item, index) => ($"{path}[{index}]", item))
            : Fields(type).Select(field => ($"{path}.{field.Name}", field.GetValue(value)));
        return parts.Select(part => Find(part.Value, part.Path, seen)).FirstOrDefault(static found => found is not null);
    }

    private static IEnumerable<FieldInfo> Fields(Type? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                yield return field;
            }
        }
    }
}
