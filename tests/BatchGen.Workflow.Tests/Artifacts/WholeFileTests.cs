using BatchGen.Workflow.Artifacts;

namespace BatchGen.Workflow.Tests.Artifacts;

public sealed class WholeFileTests : IDisposable
{
    private const string Path = "workflow/flows/a_flow.py";
    private readonly TemporaryProject _project = new();

    private static Artifact Flow(string content) => new(Path, content, ArtifactForm.Whole);

    public void Dispose() => _project.Dispose();

    [Fact]
    public void A_file_is_written_once_and_not_touched_again()
    {
        Assert.Equal((ArtifactState.Missing, true), StateOf(_project.Write(Flow("print(1)\n"))));
        DateTime written = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(_project.Project.FullPath(Path), written);
        Assert.Equal((ArtifactState.Current, false), StateOf(_project.Write(Flow("print(1)\n"))));
        Assert.Equal(written, File.GetLastWriteTimeUtc(_project.Project.FullPath(Path)));
        Assert.Equal([Path], FilesBelow());
    }

    [Fact]
    public void What_the_job_no_longer_says_is_replaced_and_checking_writes_nothing()
    {
        _project.Write(Flow("print(1)\n"));
        string before = _project[Path];
        Assert.Equal(ArtifactState.Stale, Assert.Single(_project.Check(Flow("print(2)\n"))).State);
        Assert.Equal(before, _project[Path]);
        Assert.Equal((ArtifactState.Stale, true), StateOf(_project.Write(Flow("print(2)\n"))));
        Assert.EndsWith("print(2)\n", _project[Path], StringComparison.Ordinal);
    }

    [Fact]
    public void An_edit_by_hand_is_kept_until_the_user_wants_it_gone()
    {
        _project.Write(Flow("print(1)\n"));
        _project[Path] += "print('mine')\n";
        ArtifactReport report = Assert.Single(_project.Write(Flow("print(2)\n")));
        Assert.Equal((ArtifactState.EditedByHand, false), (report.State, report.IsWritten));
        Assert.Contains("edited after BatchGen wrote it", report.Detail, StringComparison.Ordinal);
        Assert.EndsWith("print('mine')\n", _project[Path], StringComparison.Ordinal);
        Assert.Equal((ArtifactState.EditedByHand, true), StateOf(_project.Overwrite(Flow("print(2)\n"))));
        Assert.Equal(ArtifactState.Current, Assert.Single(_project.Check(Flow("print(2)\n"))).State);
    }

    [Fact]
    public void A_file_of_somebody_else_is_kept_and_one_with_the_same_content_gets_its_digest()
    {
        _project[Path] = "print('mine')\n";
        ArtifactReport report = Assert.Single(_project.Write(Flow("print(1)\n")));
        Assert.Equal((ArtifactState.EditedByHand, false), (report.State, report.IsWritten));
        Assert.Contains("BatchGen has not written it", report.Detail, StringComparison.Ordinal);
        Assert.Equal((ArtifactState.Stale, true), StateOf(_project.Write(Flow("print('mine')\n"))));
        Assert.Equal(ArtifactState.Current, Assert.Single(_project.Check(Flow("print('mine')\n"))).State);
    }

    [Fact]
    public void Line_ends_and_the_byte_order_mark_of_a_file_stay()
    {
        _project.Write(Flow("a = 1\nb = 2\n"));
        File.WriteAllText(_project.Project.FullPath(Path), _project[Path].Replace("\n", "\r\n", StringComparison.Ordinal), new System.Text.UTF8Encoding(true));
        Assert.Equal(ArtifactState.Current, Assert.Single(_project.Check(Flow("a = 1\nb = 2\n"))).State);
        _project.Write(Flow("a = 1\nb = 3\n"));
        byte[] bytes = File.ReadAllBytes(_project.Project.FullPath(Path));
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Equal(3, _project[Path].Split("\r\n").Length - 1);
        Assert.DoesNotContain('\n', _project[Path].Replace("\r\n", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a.json", "{\n  \"a\": 1\n}\n", 1)]
    [InlineData("Dockerfile", "# syntax=docker/dockerfile:1\nFROM scratch\n", 1)]
    [InlineData("a.py", "#!/usr/bin/env python3\nprint()\n", 1)]
    [InlineData("a.yaml", "a: 1\n", 0)]
    public void The_line_with_the_digest_stands_where_the_language_allows_it(string path, string content, int line)
    {
        Artifact artifact = new(path, content, ArtifactForm.Whole);
        _project.Write(artifact);
        Assert.Contains("; sha256 ", _project[path].Split('\n')[line], StringComparison.Ordinal);
        Assert.Equal(ArtifactState.Current, Assert.Single(_project.Check(artifact)).State);
        if (path.EndsWith(".json", StringComparison.Ordinal))
        {
            Assert.Equal(1, System.Text.Json.JsonDocument.Parse(_project[path]).RootElement.GetProperty("a").GetInt32());
        }
    }

    [Fact]
    public void A_file_that_no_job_has_any_more_is_deleted_unless_it_was_edited()
    {
        _project.Write(Flow("print(1)\n"), new Artifact("workflow/flows/b_flow.py", "print(1)\n", ArtifactForm.Whole));
        _project["workflow/flows/b_flow.py"] += "print('mine')\n";
        _project["workflow/flows/helpers.py"] = "print('theirs')\n";
        Assert.Equal(
            [(Path, ArtifactState.Obsolete, true), ("workflow/flows/b_flow.py", ArtifactState.Obsolete, false)],
            _project.Write([]).Select(report => (report.Path, report.State, report.IsWritten)));
        Assert.Equal(["workflow/flows/b_flow.py", "workflow/flows/helpers.py"], FilesBelow());
        _project.Overwrite([]);
        Assert.Equal(["workflow/flows/helpers.py"], FilesBelow());
    }

    [Fact]
    public void A_file_that_is_no_text_leaves_all_others_as_they_are()
    {
        Directory.CreateDirectory(_project.Project.FullPath("workflow/flows"));
        File.WriteAllBytes(_project.Project.FullPath(Path), [0xFF, 0xFE, 0x00]);
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => _project.Write(new Artifact("workflow/a.yaml", "a: 1\n", ArtifactForm.Whole), Flow("print(1)\n")));
        Assert.Contains("is not UTF-8", exception.Message, StringComparison.Ordinal);
        Assert.Equal([Path], FilesBelow());
    }

    [Fact]
    public void Two_jobs_that_want_one_file_are_told()
    {
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => _project.Check(Flow("print(1)\n"), Flow("print(2)\n")));
        Assert.Contains(Path, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_refused_is_written_only_when_the_user_insists()
    {
        Artifact artifact = new("schemas/a.json", "{}\n", ArtifactForm.Merged) { Refusal = "it would break consumers" };
        Assert.Equal((ArtifactState.Missing, true), StateOf(_project.Write(artifact)));
        _project["schemas/a.json"] = "{ }\n";
        Assert.Equal((ArtifactState.Refused, false), StateOf(_project.Write(artifact)));
        Assert.Equal((ArtifactState.Refused, true), StateOf(_project.Overwrite(artifact)));
        Assert.Equal("{}\n", _project["schemas/a.json"]);
    }

    private static (ArtifactState State, bool IsWritten) StateOf(IReadOnlyList<ArtifactReport> reports) => (Assert.Single(reports).State, reports[0].IsWritten);

    private string[] FilesBelow() =>
        [.. Directory.EnumerateFiles(_project.Project.Directory, "*", SearchOption.AllDirectories)
            .Select(path => System.IO.Path.GetRelativePath(_project.Project.Directory, path).Replace('\\', '/')).Order(StringComparer.Ordinal)];
}
