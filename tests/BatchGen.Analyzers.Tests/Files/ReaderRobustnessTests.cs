using BatchGen.Analyzers.Files.Json;
using BatchGen.Analyzers.Files.Markdown;
using BatchGen.Analyzers.Files.Yaml;
using BatchGen.Analyzers.Tests.Rules.Testing;

namespace BatchGen.Analyzers.Tests.Files;

/// <summary>Files are read as they are while they are being written: whatever they hold, no reader fails or hangs.</summary>
public sealed class ReaderRobustnessTests(ITestOutputHelper output)
{
    private static readonly string[] Noise =
        ["{", "}", "[", "]", ":", "- ", "\"", "'", "\\", "&a ", "*a", "<<: ", "|", ">", "#", "!", "\t", "\n", "\0", "\ud800", "```", "<!--", ",", "? "];

    [Fact]
    public void Survive_truncated_and_garbled_files()
    {
        int seed = Random.Shared.Next();
        output.WriteLine($"Seed {seed}");
        Random random = new(seed);
        foreach ((string _, string text) in CompanionFiles.All)
        {
            for (int mutant = 0; mutant < 2000; mutant++)
            {
                string changed = text;
                for (int change = random.Next(1, 4); change > 0; change--)
                {
                    int at = random.Next(changed.Length);
                    changed = random.Next(3) switch
                    {
                        0 when at > 0 => changed[..at],
                        1 => changed.Insert(at, Noise[random.Next(Noise.Length)]),
                        _ => changed.Remove(at, random.Next(Math.Min(40, changed.Length - at))),
                    };
                }

                JsonReader.Read(changed);
                YamlReader.Read(changed);
                MarkdownText.Read(changed);
            }
        }
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    [InlineData("- ", "")]
    public void Survive_deep_nesting(string open, string close)
    {
        string text = string.Concat(Enumerable.Repeat(open, 20_000)) + string.Concat(Enumerable.Repeat(close, 20_000));
        Assert.Null(JsonReader.Read(text).Root);
        Assert.Null(YamlReader.Read(text).Root);
    }

    [Theory]
    [InlineData("{\"a\": [1, -2.5e3, true, null, \"x\\u0041\\n\"]}", null)]
    [InlineData("{\"a\": 01}", "',' or '}' is expected")]
    [InlineData("{\"a\": 1,}", "a name in quotes is expected")]
    [InlineData("// comment\n{}", "a value is expected")]
    [InlineData("", "it ends too early")]
    public void Json_is_what_the_standard_says(string text, string? error) => Assert.Equal(error, JsonReader.Read(text).Error);
}
