using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Tests.Generation;

/// <summary>Whatever users call their types, generated code means the right ones.</summary>
public sealed class NameTests
{
    public static TheoryData<string> Names =>
    [
        "Plan", "Load", "Loads", "PublishConfig", "Acks", "CompressionType", "CultureInfo", "GeneratedCode", "IServiceProvider", "IsolationLevel",
        "JobPlan", "LoadPlan", "LoadWorker", "Message", "PublishScope", "RecordFailure", "Records", "ReflectionJson", "StageKind", "StageRun",
        "TimeSpan", "services", "ct",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_payload_may_have_any_name(string name) => AssertCompiles("FourStages", "Person", name);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_job_may_have_any_name(string name) => AssertCompiles("GlobalNamespace", "Numbers", name);

    [Fact]
    public void A_serializer_context_may_be_called_like_its_payload() => AssertCompiles("FourStages", "SwapiJson", "PersonJson");

    [Fact]
    public void Jobs_whose_files_would_have_one_name_have_two()
    {
        string job = Snapshot.Of("LoadOnly").Input.Replace("namespace Audit.Batch;", "", StringComparison.Ordinal);
        string other = job.Replace("AuditTrail", "BatchJobs", StringComparison.Ordinal).Replace("class Entry", "class Other", StringComparison.Ordinal)
            .Replace("(Entry ", "(Other ", StringComparison.Ordinal);
        string lower = other.Replace("BatchJobs", "audittrail", StringComparison.Ordinal).Replace("Other", "Third", StringComparison.Ordinal);

        Compilation compilation = GeneratorRun.Compile(job, other, lower);
        SortedDictionary<string, string> files = GeneratorRun.Files(compilation);

        Assert.Equal(
            ["AuditTrail-model.g.cs", "AuditTrail.g.cs", "BatchJobs-job-model.g.cs", "BatchJobs-job.g.cs", "BatchJobs.g.cs", "audittrail-2-model.g.cs", "audittrail-2.g.cs"],
            files.Keys);
    }

    private static void AssertCompiles(string snapshot, string type, string name)
    {
        string source = Regex.Replace(Snapshot.Of(snapshot).Input, $@"\b{type}\b", name);

        // CS8981: a type in lower case may become a keyword; the mistake is the test's.
        IEnumerable<string> errors = GeneratorRun.Diagnostics(GeneratorRun.Compile(source))
            .Where(static error => !error.Contains("CS8981", StringComparison.Ordinal));

        Assert.True(!errors.Any(), string.Join("\n", errors));
    }
}
