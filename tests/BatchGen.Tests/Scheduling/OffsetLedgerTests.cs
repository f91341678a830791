using BatchGen.Runtime;
using CsCheck;

namespace BatchGen.Tests.Scheduling;

public sealed class OffsetLedgerTests
{
    /// <summary>Each step begins the next record, whose offset is so much higher, or completes one of those begun.</summary>
    private static readonly Gen<(int Gap, int Choice)[]> Steps =
        Gen.Select(Gen.Int[-6, 6], Gen.Int[0, int.MaxValue]).Array[0, 400];

    [Fact]
    public void Commits_the_end_of_the_unbroken_run_of_done_records_and_never_over_a_hole() =>
        Steps.Sample(
            steps =>
            {
                OffsetLedger ledger = new();
                NaiveLedger model = new();
                long offset = 0;
                foreach ((int gap, int choice) in steps)
                {
                    if (gap > 0)
                    {
                        offset += gap;
                        Assert.Equal(model.Begin(offset), ledger.Begin(offset));
                    }
                    else if (model.Open is { Count: > 0 } open)
                    {
                        int sequence = open[choice % open.Count];
                        model.Complete(sequence);
                        ledger.Complete(sequence);
                    }

                    Assert.Equal(model.Position, ledger.Position);
                    Assert.Equal(model.Count, ledger.Count);
                }
            },
            iter: 2_000);

    [Fact]
    public void Refuses_to_complete_a_record_twice_or_one_that_was_never_begun() =>
        Gen.Select(Gen.Int[1, 200], Gen.Int[0, 199], Gen.Bool).Sample(
            (count, done, firstToo) =>
            {
                OffsetLedger ledger = new();
                for (int i = 0; i < count; i++)
                {
                    ledger.Begin(i * 3);
                }

                long sequence = done % count;
                if (firstToo)
                {
                    ledger.Complete(0);
                }

                if (!firstToo || sequence != 0)
                {
                    ledger.Complete(sequence);
                }

                long position = ledger.Position;
                Assert.Throws<InvalidOperationException>(() => ledger.Complete(sequence));
                Assert.Throws<InvalidOperationException>(() => ledger.Complete(count));
                Assert.Throws<InvalidOperationException>(() => ledger.Complete(-1));
                Assert.Equal(position, ledger.Position);
            },
            iter: 500);

    [Fact]
    public void Has_nothing_to_commit_before_the_first_record_is_done()
    {
        OffsetLedger ledger = new();
        ledger.Begin(7);
        ledger.Begin(9);
        ledger.Complete(1);
        Assert.Equal(-1, ledger.Position);
        ledger.Complete(0);
        Assert.Equal(10, ledger.Position);
    }

    private sealed class NaiveLedger
    {
        private readonly List<(long Offset, bool Done)> _records = [];

        public List<int> Open => [.. Enumerable.Range(0, _records.Count).Where(i => !_records[i].Done)];

        private int DoneInARow => _records.TakeWhile(record => record.Done).Count();

        public long Position => DoneInARow == 0 ? -1 : _records[DoneInARow - 1].Offset + 1;

        public int Count => _records.Count - DoneInARow;

        public long Begin(long offset)
        {
            _records.Add((offset, false));
            return _records.Count - 1;
        }

        public void Complete(int sequence) => _records[sequence] = (_records[sequence].Offset, true);
    }
}
