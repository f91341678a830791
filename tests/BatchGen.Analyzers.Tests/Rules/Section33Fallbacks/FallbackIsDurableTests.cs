using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Section33Fallbacks;

public sealed class FallbackIsDurableTests
{
    private const string Places = "namespace Demo;\n\npublic static class Places\n{\n    public const string Scratch = \"file:///tmp/batch\";\n\n"
        + "    public const string Kept = \"file:///srv/batch\";\n}";

    private static string With(string store) => Job(Load).Replace("\"file:///var/lib/batch/fallback\"", store);

    [Fact]
    public Task Says_what_to_write() => RuleCheck.Says(
        "BWS3302",
        "The fallback store of job 'people-ingest' is 'file:///tmp/batch', a temporary folder, which is emptied without notice: "
        + "write a folder by its absolute path, like 'file:///var/lib/batch/fallback', or a bucket, like 's3://bucket/prefix'",
        With("{|#0:\"file:///tmp/batch\"|}"));

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"  \"")]
    [InlineData("\"memory:\"")]
    [InlineData("\"in-memory://fallback\"")]
    [InlineData("\"gs://people/fallback\"")]
    [InlineData("\"sqlite:/var/lib/fallback.db\"")]
    [InlineData("\"/var/lib/batch/fallback\"")]
    [InlineData("@\"C:\\batch\\fallback\"")]
    [InlineData("\"s3:\"")]
    [InlineData("\"s3:///prefix\"")]
    public Task Reports_a_store_that_is_none(string store) => RuleCheck.Reports(With($"{{|BWS3302:{store}|}}"));

    [Theory]
    [InlineData("\"file:///tmp\"")]
    [InlineData("\"file:/tmp/batch\"")]
    [InlineData("\"FILE:///var/tmp/batch\"")]
    [InlineData("\"file:///dev/shm/batch\"")]
    [InlineData("\"file:///var/lib/../../tmp/batch\"")]
    [InlineData("\"file:///private/var/folders/zz/T\"")]
    [InlineData("\"file:C:/Temp/batch\"")]
    [InlineData("@\"file:C:\\Users\\me\\AppData\\Local\\Temp\\batch\"")]
    [InlineData("Places.Scratch")]
    [InlineData("\"file:///tmp/\" + nameof(PeopleIngest)")]
    public Task Reports_a_temporary_folder(string store) => RuleCheck.Reports(With($"{{|BWS3302:{store}|}}"), Places);

    [Theory]
    [InlineData("\"file://var/lib/batch\"")]
    [InlineData("\"file:fallback\"")]
    [InlineData("\"file:../fallback\"")]
    [InlineData("\"file:\"")]
    [InlineData("\"file:///\"")]
    public Task Reports_a_folder_without_its_absolute_path(string store) => RuleCheck.Reports(With($"{{|BWS3302:{store}|}}"));

    [Theory]
    [InlineData("\"file:///var/lib/batch/fallback\"")]
    [InlineData("\"file:/srv/batch\"")]
    [InlineData("\"File:///mnt/batch\"")]
    [InlineData("\"file:///tmpfs-backup/batch\"")]
    [InlineData("\"file:///data/tmp/fallback\"")]
    [InlineData("\"file:///tmp/../srv/batch\"")]
    [InlineData("\"file:///run/media/backup/batch\"")]
    [InlineData("\"file:///D:/batch/fallback\"")]
    [InlineData("@\"file:D:\\batch\\fallback\"")]
    [InlineData("\"s3://people\"")]
    [InlineData("\"s3://people/fallback/\"")]
    [InlineData("store: Places.Kept")]
    public Task Accepts_a_folder_by_its_absolute_path_and_a_bucket(string store) => RuleCheck.Reports(With(store), Places);

    [Fact]
    public Task Leaves_no_store_to_BWS3301_and_what_does_not_compile_to_the_compiler() => RuleCheck.Reports(
        With("{|BWS3301:null!|}"),
        Second(With("{|CS0103:Nowhere|}"), "Second"));
}
