using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BatchGen;

namespace Shapes.Batch;

[BatchJob("words-async", Cron = "0 1 * * *", Concurrency = 1, Owner = "words", Idempotency = "Upserts.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:words"])]
public sealed partial class WordsAsync
{
    [Extract(Attempts = 3, BackoffSeconds = 60, TimeoutSeconds = 600)]
    private async ValueTask<List<string>> ReadAsync()
    {
        await Task.Yield();
        return ["a b", "c"];
    }

    [Transform(Attempts = 2, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private async IAsyncEnumerable<Word> SplitAsync(string line)
    {
        await Task.Yield();
        foreach (string word in line.Split(' '))
        {
            yield return new(word);
        }
    }

    [Publish("words.word.v1", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private partial Task PublishAsync(Word word);
}

[BatchJob("words", Cron = "0 2 * * *", Concurrency = 1, Owner = "words", Idempotency = "Upserts.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:words"])]
public sealed partial class Words
{
    [Extract(Attempts = 3, BackoffSeconds = 60, TimeoutSeconds = 600)]
    private async Task<IAsyncEnumerable<Dictionary<string, List<string?>>>> OpenAsync(CancellationToken ct)
    {
        await Task.Yield();
        return AsyncEnumerable.Empty<Dictionary<string, List<string?>>>();
    }

    [Transform(Attempts = 2, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private IEnumerable<Word> Split(Dictionary<string, List<string?>> chapters) => chapters.Keys.Select(key => new Word(key));

    [Publish("words.word.v1", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private partial Task PublishAsync(Word word);
}

[BatchJob("letters", Cron = "0 3 * * *", Concurrency = 1, Owner = "words", Idempotency = "Upserts.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:words"])]
public sealed partial class Letters
{
    [Extract(Attempts = 3, BackoffSeconds = 60, TimeoutSeconds = 600)]
    private IEnumerable<string> Read() => ["a"];

    [Transform(Attempts = 2, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private async Task<IReadOnlyCollection<Letter>> SplitAsync(string line, CancellationToken ct)
    {
        await Task.Yield();
        return [.. line.Select(c => new Letter(c))];
    }

    [Publish("words.letter.v1", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private partial Task PublishAsync(Letter letter);
}

public sealed record Word([property: RecordId] string Text);

public readonly record struct Letter([property: RecordId] char Text);
