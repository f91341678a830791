using BatchGen.EndToEnd.Support;
using Xunit;

namespace BatchGen.EndToEnd;

/// <summary>The emitted code that is committed is the one that a build emits.</summary>
public sealed class GeneratedCodeTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task The_sample_s_committed_code_is_what_its_attributes_say()
    {
        using Child build = Child.Start(
            Repository.Root,
            new Dictionary<string, string>(),
            "build",
            Repository.Sample,
            "--no-restore",
            "--no-dependencies",
            "-nodeReuse:false",
            "-p:BatchGenVerifyGenerated=true");

        int code = await build.EndAsync(Limit.After(Soon));

        Assert.True(code == 0, build.Output);
    }
}
