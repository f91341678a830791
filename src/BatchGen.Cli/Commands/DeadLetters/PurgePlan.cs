using BatchGen.Cli.Connection;
using BatchGen.Cli.Records;
using BatchGen.Cli.Replaying.Journal;

namespace BatchGen.Cli.Commands.DeadLetters;

/// <summary>
/// What a purge deletes. Kafka can only delete everything before an offset of a partition, so of each partition those letters go that come
/// before the first one to be kept.
/// </summary>
/// <param name="Partitions">By partition.</param>
/// <param name="NeverReplayed">The first of those that no replay has sent, for people.</param>
internal sealed record PurgePlan(IReadOnlyList<PartitionPurge> Partitions, IReadOnlyList<string> NeverReplayed)
{
    private const int MaxNamed = 10;

    public long Letters => Partitions.Sum(partition => partition.Letters);

    public long Unreplayed => Partitions.Sum(partition => partition.Unreplayed);

    /// <param name="ranges">The partitions as they are.</param>
    /// <param name="read">Reads one of them.</param>
    /// <param name="goes">Whether a letter may go.</param>
    /// <param name="journal">What was replayed.</param>
    public static PurgePlan Make(
        IReadOnlyList<OffsetRange> ranges, Func<OffsetRange, IEnumerable<DeadLetter>> read, Func<DeadLetter, bool> goes, JournalState journal)
    {
        List<string> neverReplayed = [];
        List<PartitionPurge> partitions = [];
        foreach (OffsetRange range in ranges)
        {
            (long before, long letters, long unreplayed) = (range.End, 0, 0);
            foreach (DeadLetter letter in read(range))
            {
                if (!goes(letter))
                {
                    before = letter.Place.Offset.Value;
                    break;
                }

                letters++;
                if (!journal.IsSent(letter.Id, letter.Replayed.Hash))
                {
                    unreplayed++;
                    if (neverReplayed.Count < MaxNamed)
                    {
                        neverReplayed.Add(letter.Name);
                    }
                }
            }

            partitions.Add(new PartitionPurge(range.Partition.Partition.Value, before, letters, unreplayed));
        }

        return new PurgePlan([.. partitions.Where(partition => partition.Letters > 0)], neverReplayed);
    }
}

/// <summary>What goes of one partition.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="BeforeOffset">Everything before this offset goes.</param>
/// <param name="Letters">How many letters that is.</param>
/// <param name="Unreplayed">How many of them no replay has sent.</param>
internal sealed record PartitionPurge(int Partition, long BeforeOffset, long Letters, long Unreplayed);
