using BatchGen.Analyzers.Rules;
using Microsoft.CodeAnalysis.Testing;

namespace BatchGen.Analyzers.Tests.Rules.Testing;

/// <summary>
/// The three questions that a rule's tests ask. All rules run each time, so a source that is to be clean must be clean of all of them.
/// </summary>
internal static class RuleCheck
{
    /// <summary>Exactly what is marked as <c>{|BWS4403:…|}</c> is reported; nothing where nothing is marked.</summary>
    public static Task Reports(params string[] sources) =>
        new RuleTest().WithSources(sources).RunAsync(TestContext.Current.CancellationToken);

    /// <summary>The same for a program whose first file is top-level statements.</summary>
    public static Task ReportsInProgram(params string[] sources)
    {
        RuleTest test = new RuleTest().WithSources(sources);
        test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The same for a quiet rule that need not be marked anywhere: see <see cref="QuietRules"/>.</summary>
    public static Task ReportsAskingFor(string id, params string[] sources) =>
        new RuleTest().WithSources(sources).AskingFor(id).RunAsync(TestContext.Current.CancellationToken);

    /// <summary>The marked pieces are reported under the given options.</summary>
    public static Task ReportsUnder(string option, params string[] sources) =>
        new RuleTest().WithSources(sources).WithOptions(option).RunAsync(TestContext.Current.CancellationToken);

    /// <summary>The same with files beside the code; what is marked in them is reported there.</summary>
    public static Task ReportsWithFiles((string Path, string Text)[] files, params string[] sources) =>
        new RuleTest { TestBehaviors = TestBehaviors.SkipGeneratedSourcesCheck | TestBehaviors.SkipSuppressionCheck }
            .WithSources(sources).WithFiles(files).RunAsync(TestContext.Current.CancellationToken);

    /// <summary>The report at <c>{|#0:…|}</c>, in a source or in a file, has this message; what else is marked is reported too.</summary>
    public static Task SaysWithFiles(string id, string message, (string Path, string Text)[] files, params string[] sources)
    {
        RuleTest test = new RuleTest { TestBehaviors = TestBehaviors.SkipGeneratedSourcesCheck | TestBehaviors.SkipSuppressionCheck }
            .WithSources(sources).WithFiles(files);
        test.ExpectedDiagnostics.Add(new DiagnosticResult(id, RuleBook.Find(id).Descriptor.DefaultSeverity)
            .WithLocation(0)
            .WithMessage(message)
            .WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The marked pieces are reported where the sources are in a folder of this name and under the given options.</summary>
    public static Task ReportsIn(string folder, string option, params string[] sources) =>
        new RuleTest { Folder = folder }.WithSources(sources).WithOptions(option).RunAsync(TestContext.Current.CancellationToken);

    /// <summary>The report at <c>{|#0:…|}</c> has this message.</summary>
    public static Task Says(string id, string message, params string[] sources)
    {
        RuleTest test = new RuleTest().WithSources(sources).AskingFor(id);
        test.ExpectedDiagnostics.Add(new DiagnosticResult(id, RuleBook.Find(id).Descriptor.DefaultSeverity)
            .WithLocation(0)
            .WithMessage(message)
            .WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The fix leads from one to the other, one at a time and for all at once; what it writes is clean of all rules.</summary>
    public static Task Fixes(string id, string before, string after, params string[] unchanged) =>
        FixTest(id, before, after, unchanged).RunAsync(TestContext.Current.CancellationToken);

    /// <summary>The same for a report that does not stand in the declaration it is about: editors show it once they see the whole project.</summary>
    public static Task FixesElsewhere(string id, string before, string after)
    {
        RuleTest test = FixTest(id, before, after, []);
        test.CodeFixTestBehaviors |= CodeFixTestBehaviors.SkipLocalDiagnosticCheck;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The fix leads from the files before to those after, and leaves the source as it is.</summary>
    public static Task FixesFile(
        string id, (string Path, string Text)[] before, (string Path, string Text)[] after, string markedSource, string source)
    {
        RuleTest test = new RuleTest(id) { TestBehaviors = TestBehaviors.SkipGeneratedSourcesCheck | TestBehaviors.SkipSuppressionCheck }
            .WithSources(markedSource).WithFiles(before);
        test.FixedState.Sources.Add((test.PathOf(0), source));
        test.FixedState.AdditionalFiles.AddRange(after.Select(file => ($"/0/{file.Path}", Microsoft.CodeAnalysis.Text.SourceText.From(file.Text))));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>No fix is offered for what is marked.</summary>
    public static Task OffersNoFix(string id, params string[] sources) =>
        new RuleTest(id) { CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllCheck }.WithSources(sources)
            .RunAsync(TestContext.Current.CancellationToken);

    private static RuleTest FixTest(string id, string before, string after, string[] unchanged)
    {
        RuleTest test = new RuleTest(id).WithSources([before, .. unchanged]);
        foreach ((int index, string source) in new[] { after }.Concat(unchanged).Index())
        {
            test.FixedState.Sources.Add((test.PathOf(index), source));
        }

        return test;
    }
}
