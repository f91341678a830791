using System.Runtime.CompilerServices;
using BatchGen.Cli.Records;
using BatchGen.Cli.Replaying;

namespace BatchGen.Cli.Commands.DeadLetters;

/// <summary>Dead letters as a replay takes them.</summary>
/// <param name="reader">The letters.</param>
/// <param name="to">Where they go instead of the topic that they came from, and where letters go that tell no topic; or null.</param>
internal sealed class LetterSource(LetterReader reader, string? to) : IReplaySource
{
    public async IAsyncEnumerable<ReplayCandidate> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The client's consumer blocks; the command's own thread is free meanwhile.
        await Task.Yield();
        foreach (DeadLetter letter in reader.Read(cancellationToken))
        {
            yield return CandidateOf(letter);
        }
    }

    public Task OnSentAsync(ReplayItem item, CancellationToken cancellationToken) => Task.CompletedTask;

    private ReplayCandidate CandidateOf(DeadLetter letter)
    {
        string? topic = to ?? (letter.Original is null ? null : letter.SourceTopic);
        return topic is null
            ? new ReplayCandidate(letter.Name, letter, Item: null, $"{letter.Problem ?? "it names no topic"}. --to TOPIC sends it as it is")
            : new ReplayCandidate(letter.Name, letter, new ReplayItem(letter.Id, letter.Name, topic, letter.Replayed), Problem: null);
    }
}
