namespace BatchGen.CompileTime.Sources;

/// <summary>The files of a project to compile.</summary>
/// <param name="Name">How the report calls it.</param>
/// <param name="Files">The source of each file.</param>
internal sealed record SourceProject(string Name, IReadOnlyList<string> Files)
{
    public int Lines => Files.Sum(file => file.Count(character => character == '\n'));
}
