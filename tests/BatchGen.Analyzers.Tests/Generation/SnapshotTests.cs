using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace BatchGen.Analyzers.Tests.Generation;

public sealed class SnapshotTests
{
    private const int MaxWidth = 140;

    // Inputs that are wrong on purpose. That no error follows from the generated code is a test of its own.
    private static readonly string[] Wrong = ["Blocked", "UnregistrableJob"];

    public static TheoryData<string> All => [.. Snapshot.Names];

    [Theory]
    [MemberData(nameof(All))]
    public void Writes_what_is_verified(string name)
    {
        Snapshot snapshot = Snapshot.Of(name);

        snapshot.Verify(snapshot.Generate());
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Compiles_with_every_warning_an_error(string name) =>
        Assert.True(
            GeneratorRun.Diagnostics(Snapshot.Of(name).Compile()) is [],
            string.Join("\n", GeneratorRun.Diagnostics(Snapshot.Of(name).Compile())));

    [Theory]
    [MemberData(nameof(All))]
    public void Writes_the_same_twice(string name) =>
        Assert.Equal(Snapshot.Of(name).Generate(), Snapshot.Of(name).Generate());

    [Theory]
    [MemberData(nameof(All))]
    public void Is_left_alone_by_the_formatter(string name)
    {
        using AdhocWorkspace workspace = new();
        foreach ((string file, string text) in Snapshot.Of(name).Generate())
        {
            SyntaxNode root = GeneratorRun.Parse(text);

            string formatted = Formatter.Format(root, workspace, cancellationToken: TestContext.Current.CancellationToken).ToFullString();

            Assert.True(formatted == text, $"{file} formatted:\n{formatted}");
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Stays_within_the_budget(string name)
    {
        int stages = GeneratorRun.Parse(Snapshot.Of(name).Input)
            .DescendantNodes().OfType<AttributeSyntax>()
            .Count(static attribute => attribute.Name.ToString() is "Extract" or "Transform" or "Publish" or "Load");
        foreach ((string file, string text) in Snapshot.Of(name).Generate().Where(static file => !file.Key.EndsWith("-model.g.cs", StringComparison.Ordinal)))
        {
            string[] lines = text.Split('\n');

            Assert.All(lines, static line => Assert.InRange(line.Length, 0, MaxWidth));
            Assert.DoesNotContain('\r', text);
            Assert.All(lines, static line => Assert.Equal(line.TrimEnd(), line));
            Assert.EndsWith("}\n", text, StringComparison.Ordinal);
            Assert.True(lines.Length <= 150 + (40 * Math.Max(0, stages - 1)), $"{file} has {lines.Length} lines for {stages} stages");
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Throws_in_blocked_jobs_only(string name) => Assert.Equal(
        Wrong.Contains(name),
        Snapshot.Of(name).Generate().Values.Any(static text => text.Contains("throw new InvalidOperationException", StringComparison.Ordinal)));
}
