using BatchGen.Analyzers.Generation.Emission;
using BatchGen.Analyzers.Model;

namespace BatchGen.Analyzers.Generation;

/// <summary>The names of generated files. Two equal ones would make the compiler throw away everything.</summary>
internal static class HintNames
{
    /// <summary><c>{Namespace}.{Job}</c>, without extension.</summary>
    public static string Of(JobDeclaration declaration)
    {
        string name = declaration.Namespace.Length == 0 ? declaration.NestedName : $"{declaration.Namespace}.{declaration.NestedName}";
        return name.Replace("@", "").Replace('<', '{').Replace('>', '}').Replace(", ", ",");
    }

    /// <summary>The names that differ in case only or not at all; the compiler compares them without case.</summary>
    public static EquatableArray<string> Clashes(IEnumerable<string> names) => names
        .GroupBy(static name => name, StringComparer.OrdinalIgnoreCase)
        .Where(static same => same.Skip(1).Any())
        .SelectMany(static same => same)
        .OrderBy(static name => name, StringComparer.Ordinal)
        .ToEquatableArray();

    /// <summary>The file of a job's model: no class has a name with a hyphen, so that it clashes with no other file.</summary>
    public static string ModelFileName(JobDeclaration declaration, EquatableArray<string> clashes) =>
        FileName(declaration, clashes).Replace(".g.cs", "-model.g.cs");

    /// <summary>The file of a job: where its name clashes, with its place among those that it clashes with.</summary>
    public static string FileName(JobDeclaration declaration, EquatableArray<string> clashes)
    {
        string name = Of(declaration);
        List<string> same = [.. clashes.Where(clash => string.Equals(clash, name, StringComparison.OrdinalIgnoreCase))];
        int place = same.FindIndex(clash => clash == name);
        if (string.Equals(name + ".g.cs", RegistrationFile.HintName, StringComparison.OrdinalIgnoreCase))
        {
            return $"{name}-job.g.cs";
        }

        return place > 0 ? $"{name}-{place + 1}.g.cs" : $"{name}.g.cs";
    }
}
