using BatchGen.Workflow.Artifacts;
using BatchGen.Workflow.Artifacts.Sections;
using CsCheck;

namespace BatchGen.Workflow.Tests.Artifacts;

public sealed class SectionsTests : IDisposable
{
    private const string Path = "docs/a.md";
    private readonly TemporaryProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void The_authors_text_order_and_further_sections_stay_when_a_section_changes()
    {
        _project.Write(Document(("one", "## One\n\n1\n"), ("two", "## Two\n\n2\n")));
        GeneratedSection[] sections = [.. SectionReader.Read(_project[Path]).Sections];
        string one = _project[Path][sections[0].Start..sections[0].End];
        string two = _project[Path][sections[1].Start..sections[1].End];
        _project[Path] = $"# Mine\n\n{two}\nAsk Leia.\n\n## My own\n\ntext\n\n{one}end without a line end";
        Assert.Equal(ArtifactState.Stale, Assert.Single(_project.Write(Document(("one", "## One\n\nI\n"), ("two", "## Two\n\n2\n")))).State);
        Assert.Equal($"# Mine\n\n{two}\nAsk Leia.\n\n## My own\n\ntext\n\n{GeneratedSection.Text("one", "## One\n\nI\n")}end without a line end", _project[Path]);
    }

    [Fact]
    public void An_edited_section_is_kept_and_named_while_the_others_are_brought_up_to_date()
    {
        _project.Write(Document(("one", "1\n"), ("two", "2\n")));
        _project[Path] = _project[Path].Replace("1\n", "1 and mine\n", StringComparison.Ordinal);
        ArtifactReport report = Assert.Single(_project.Write(Document(("one", "I\n"), ("two", "II\n"))));
        Assert.Equal((ArtifactState.EditedByHand, true), (report.State, report.IsWritten));
        Assert.Contains("'one'", report.Detail, StringComparison.Ordinal);
        Assert.Contains("1 and mine\n", _project[Path], StringComparison.Ordinal);
        Assert.Contains("II\n", _project[Path], StringComparison.Ordinal);
        _project.Overwrite(Document(("one", "I\n"), ("two", "II\n")));
        Assert.DoesNotContain("mine", _project[Path], StringComparison.Ordinal);
    }

    [Fact]
    public void A_section_that_a_document_lacks_comes_behind_the_one_before_it_and_what_is_written_there()
    {
        _project[Path] = $"# Mine\n\n{GeneratedSection.Text("one", "## One\n\n1\n")}\nBelongs to one.\n\n## Mine too\n\ntext\n";
        _project.Write(Document(("one", "## One\n\n1\n"), ("two", "## Two\n\n2\n")));
        Assert.Equal(
            $"# Mine\n\n{GeneratedSection.Text("one", "## One\n\n1\n")}\nBelongs to one.\n\n{GeneratedSection.Text("two", "## Two\n\n2\n")}\n## Mine too\n\ntext\n",
            _project[Path]);
    }

    [Fact]
    public void A_section_that_the_author_says_himself_or_does_without_is_not_added()
    {
        _project[Path] = "# Mine\n\n## Two\n\nmy words\n\n<!-- batchgen:one off -->\n";
        Artifact document = Document(("one", "1\n"), ("two", "2\n")) with
        {
            IsSaidByHand = static (name, text) => text.Sections.Any(section => section.Heading.Equals(name, StringComparison.OrdinalIgnoreCase)),
        };
        Assert.Equal(ArtifactState.Current, Assert.Single(_project.Check(document)).State);
    }

    [Fact]
    public void Empty_markers_are_the_place_that_the_author_has_chosen()
    {
        _project[Path] = "# Mine\n<!-- batchgen:one -->\n<!-- /batchgen:one -->\nend\n";
        Assert.Equal(ArtifactState.Stale, Assert.Single(_project.Write(Document(("one", "1\n")))).State);
        Assert.Equal($"# Mine\n{GeneratedSection.Text("one", "1\n")}end\n", _project[Path]);
    }

    [Fact]
    public void A_section_that_is_generated_no_more_goes_unless_it_was_edited_or_the_document_is_shared()
    {
        _project.Write(Document(("one", "1\n"), ("two", "2\n")));
        string both = _project[Path];
        Assert.Equal(ArtifactState.Current, Assert.Single(_project.Check(Document(("one", "1\n")) with { IsShared = true })).State);
        _project.Write(Document(("one", "1\n")));
        Assert.DoesNotContain("two", _project[Path], StringComparison.Ordinal);
        _project[Path] = both.Replace("2\n", "2 and mine\n", StringComparison.Ordinal);
        Assert.Equal(ArtifactState.EditedByHand, Assert.Single(_project.Write(Document(("one", "1\n")))).State);
        Assert.Contains("2 and mine", _project[Path], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!-- batchgen:one -->\ntext\n", "line 1: section 'one' does not end")]
    [InlineData("text\n<!-- /batchgen:one -->\n", "line 2: section 'one' ends and has not begun")]
    [InlineData("<!-- batchgen:one -->\n<!-- batchgen:two -->\n<!-- /batchgen:two -->\n", "line 2: a section begins in section 'one'")]
    [InlineData("<!-- batchgen:one -->\n<!-- /batchgen:one -->\n<!-- batchgen:one -->\n<!-- /batchgen:one -->\n", "line 3: section 'one' is there twice")]
    public void Markers_that_cannot_be_told_apart_are_reported_and_nothing_is_written(string text, string problem)
    {
        _project[Path] = text;
        ArtifactReport report = Assert.Single(_project.Overwrite(Document(("one", "1\n"))));
        Assert.Equal((ArtifactState.Refused, false), (report.State, report.IsWritten));
        Assert.Contains(problem, report.Detail, StringComparison.Ordinal);
        Assert.Equal(text, _project[Path]);
    }

    /// <summary>Whatever the author writes, in whatever order, with whatever line ends: only sections change, and once is enough.</summary>
    [Fact]
    public void Nothing_outside_the_markers_ever_changes()
    {
        Gen<string> prose = OneOf("text", "# Heading", "## Heading", "```", "<!-- note -->", "", "| a | b |", "---", "ä → 😀");
        Gen<string> piece = Gen.OneOf(prose, OneOf(
            GeneratedSection.Text("one", "1\n").TrimEnd('\n'),
            GeneratedSection.Text("two", "old\n").TrimEnd('\n'),
            GeneratedSection.Text("two", "old\n").Replace("old", "mine", StringComparison.Ordinal).TrimEnd('\n'),
            "<!-- batchgen:three off -->"));
        Gen.Select(piece.List[0, 12], OneOf("\n", "\r\n"), Gen.Bool, Gen.Bool).Sample((pieces, lineEnd, endsLine, overwrites) =>
        {
            string text = string.Join(lineEnd, pieces.Distinct().Select(part => part.Replace("\n", lineEnd, StringComparison.Ordinal))) + (endsLine ? lineEnd : "");
            if (SectionReader.Read(text).Problem is not null)
            {
                return;
            }

            Artifact document = Document(("one", "1\n"), ("two", "2\n"), ("three", "3\n"));
            IReadOnlyList<GeneratedSection> generated = SectionReader.Read(document.Content).Sections;
            string merged = new SectionMerge(document, generated).Of(text, keepsEdits: !overwrites);
            Assert.Equal(Outside(text), Outside(merged));
            Assert.Equal(merged, new SectionMerge(document, generated).Of(merged, keepsEdits: !overwrites));
            Assert.Equal(lineEnd == "\r\n" && text.Contains('\n', StringComparison.Ordinal) ? merged.Count(c => c == '\n') : 0, merged.Count(c => c == '\r'));
            if (!overwrites && text.Contains("mine", StringComparison.Ordinal))
            {
                Assert.Contains("mine", merged, StringComparison.Ordinal);
            }
        });
    }

    // Lines around an added section may be empty; all others are the author's.
    private static string[] Outside(string text) =>
        [.. SectionReader.Outside(text, [.. SectionReader.Read(text).Sections.Where(section => !section.IsOff)]).Split('\n')
            .Select(line => line.TrimEnd('\r')).Where(line => line.Trim().Length > 0)];

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private static Artifact Document(params (string Name, string Body)[] sections) => new(
        Path,
        "# A\n\n" + string.Join('\n', sections.Select(section => $"<!-- batchgen:{section.Name} -->\n{section.Body}<!-- /batchgen:{section.Name} -->\n")),
        ArtifactForm.Sections);
}
