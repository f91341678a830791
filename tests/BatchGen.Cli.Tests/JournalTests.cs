using BatchGen.Cli.Records;
using BatchGen.Cli.Replaying;
using BatchGen.Cli.Replaying.Journal;
using BatchGen.Tests;

namespace BatchGen.Cli.Tests;

public sealed class JournalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder["sub/replay.journal"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_settled_is_known_after_opening_it_again()
    {
        using (ReplayJournal journal = Open())
        {
            journal.Intend([Item("0@1"), Item("0@2"), Item("0@3")], Ends);
            journal.Settle(["0@1", "0@3"], unknown: []);
        }

        using ReplayJournal again = Open();
        Assert.True(IsSent("0@1") && !IsSent("0@2") && IsSent("0@3"));
        Assert.Null(again.State.Open);
        Assert.False(again.State.IsSent("0@1", Item("other bytes").Record.Hash));

        bool IsSent(string id) => again.State.IsSent(id, Item(id).Record.Hash);
    }

    [Fact]
    public void At_whatever_byte_a_write_is_cut_off_the_journal_says_what_was_whole()
    {
        using (ReplayJournal journal = Open())
        {
            journal.Intend([Item("0@1"), Item("0@2")], Ends);
            journal.Settle(["0@1", "0@2"], unknown: []);
            journal.Intend([Item("0@3")], Ends);
        }

        byte[] whole = System.IO.File.ReadAllBytes(File);
        int[] lineEnds = [.. Enumerable.Range(0, whole.Length).Where(i => whole[i] == '\n').Select(i => i + 1)];
        Assert.Equal(4, lineEnds.Length);
        for (int length = 0; length <= whole.Length; length++)
        {
            System.IO.File.WriteAllBytes(File, whole[..length]);
            int lines = lineEnds.Count(end => end <= length);
            using (ReplayJournal journal = Open())
            {
                Assert.Equal(lines >= 3 ? 2 : 0, journal.State.SentCount);
                Assert.Equal(lines is 2 or 4, journal.State.Open is not null);
                if (journal.State.Open is not null)
                {
                    journal.Settle([], unknown: []);
                }

                journal.Intend([Item("0@9")], Ends);
            }

            using ReplayJournal again = Open();
            Assert.Equal("0@9", Assert.Single(again.State.Open!.Items).Id);
        }
    }

    [Fact]
    public void Records_whose_fate_is_unknown_stay_open_beside_those_that_are_sent()
    {
        using (ReplayJournal journal = Open())
        {
            journal.Intend([Item("0@1"), Item("0@2"), Item("0@3")], Ends);
            journal.Settle(["0@1"], unknown: ["0@3"]);
        }

        using ReplayJournal again = Open();
        Assert.Equal(["0@3"], again.State.Open!.Unknown);
        Assert.Equal(["0@1"], again.State.Open.KnownSent);
        again.Settle(["0@3"], unknown: []);
        Assert.Equal(2, again.State.SentCount);
    }

    [Fact]
    public void A_journal_of_something_else_or_with_a_damaged_line_is_refused()
    {
        Open().Dispose();
        InvalidDataException other = Assert.Throws<InvalidDataException>(() => Open("dead letters of another topic"));
        Assert.Contains("is about 'test', not about 'dead letters of another topic'", other.Message, StringComparison.Ordinal);

        System.IO.File.AppendAllText(File, "{\"kind\":\"intent\"\n");
        InvalidDataException damaged = Assert.Throws<InvalidDataException>(() => Open());
        Assert.Contains($"{File} is damaged at line 2", damaged.Message, StringComparison.Ordinal);

        System.IO.File.WriteAllText(File, "a note of somebody\n");
        Assert.Throws<InvalidDataException>(() => Open());
    }

    [Fact]
    public void Two_replays_cannot_use_one_journal()
    {
        using ReplayJournal first = Open();
        IOException second = Assert.Throws<IOException>(() => Open());
        Assert.Contains("Another replay is using the journal", second.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyDictionary<string, long[]> Ends { get; } = new Dictionary<string, long[]> { ["t"] = [4, 0] };

    private static ReplayItem Item(string id) => new(id, id, "t", new OriginalRecord(null, [.. id.Select(c => (byte)c)], [], 1));

    private ReplayJournal Open(string scope = "test") => ReplayJournal.Open(File, scope, TimeProvider.System);
}
