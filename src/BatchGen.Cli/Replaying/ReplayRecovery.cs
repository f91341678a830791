using BatchGen.Cli.Connection;
using BatchGen.Cli.Records;
using BatchGen.Cli.Replaying.Journal;
using Confluent.Kafka;

namespace BatchGen.Cli.Replaying;

/// <summary>
/// Finds out what became of the chunk that an earlier replay left open (see <see cref="ReplayJournal"/>): reads the target partitions
/// from where they ended before the chunk, and looks for its records by their bytes.
/// </summary>
/// <remarks>
/// Equal records are counted, not just found: of two letters with the same bytes one may have got there. What the operating system still
/// had to send when the process died may arrive after it, so nothing is looked up before <paramref name="settle"/> has passed since the
/// intent; a network that holds a dead process's bytes back for longer could bring a record a second time.
/// </remarks>
internal sealed class ReplayRecovery(Cluster cluster, TimeProvider time, TimeSpan settle)
{
    /// <returns>The ids of the open records that the broker has.</returns>
    public async Task<IReadOnlyList<string>> FindSentAsync(OpenChunk chunk, CancellationToken cancellationToken)
    {
        TimeSpan wait = chunk.At + settle - time.GetUtcNow();
        if (wait > TimeSpan.Zero)
        {
            // A clock that was set back must not make this wait for hours.
            await Task.Delay(wait < settle ? wait : settle, time, cancellationToken).ConfigureAwait(false);
        }

        Dictionary<(string Topic, string Hash), List<long?>> found = await ReadTargetsAsync(chunk, cancellationToken).ConfigureAwait(false);

        // First those that are known to be there: what they account for is not one of the others.
        return [.. chunk.Items.OrderByDescending(item => chunk.KnownSent.Contains(item.Id))
            .Where(item => Take(found, item) && chunk.Unknown.Contains(item.Id))
            .Select(item => item.Id)];
    }

    private static bool Take(Dictionary<(string Topic, string Hash), List<long?>> found, JournalItem item)
    {
        if (!found.TryGetValue((item.Topic, item.Hash), out List<long?>? timestamps))
        {
            return false;
        }

        // Null: the topic sets timestamps itself, so there is nothing to compare.
        int index = timestamps.FindIndex(timestamp => timestamp is null || item.Timestamp is null || timestamp == item.Timestamp);
        if (index < 0)
        {
            return false;
        }

        timestamps.RemoveAt(index);
        return true;
    }

    private async Task<Dictionary<(string Topic, string Hash), List<long?>>> ReadTargetsAsync(OpenChunk chunk, CancellationToken cancellationToken)
    {
        HashSet<(string Topic, string Hash)> wanted = [.. chunk.Items.Select(item => (item.Topic, item.Hash))];
        Dictionary<(string Topic, string Hash), List<long?>> found = [];
        foreach ((string topic, long[] ends) in chunk.Ends)
        {
            IReadOnlyList<TopicPartition> partitions = cluster.FindTopic(topic)
                ?? throw new MissingInputException(
                    $"Topic '{topic}' is gone, so what the interrupted replay has sent there cannot be looked up. Name a new file with --journal to go on "
                    + "without knowing: all that matches is sent then.");
            foreach (OffsetRange range in await cluster.RangesAsync(partitions).ConfigureAwait(false))
            {
                int partition = range.Partition.Partition.Value;
                long noted = partition < ends.Length ? ends[partition] : 0;

                // A topic that was created again is shorter than it was: then all of it is new.
                OffsetRange unread = range with { Start = noted <= range.End ? Math.Max(noted, range.Start) : range.Start };
                await Task.Run(() => Collect(unread, topic, wanted, found, cancellationToken), cancellationToken).ConfigureAwait(false);
            }
        }

        return found;
    }

    private void Collect(
        OffsetRange range,
        string topic,
        HashSet<(string Topic, string Hash)> wanted,
        Dictionary<(string Topic, string Hash), List<long?>> found,
        CancellationToken cancellationToken)
    {
        foreach (ConsumeResult<byte[]?, byte[]?> result in cluster.ReadUncommitted(range, cancellationToken))
        {
            (string Topic, string Hash) content = (topic, OriginalRecord.Of(result).Hash);
            if (!wanted.Contains(content))
            {
                continue;
            }

            if (!found.TryGetValue(content, out List<long?>? timestamps))
            {
                found.Add(content, timestamps = []);
            }

            timestamps.Add(result.Message.Timestamp.Type == TimestampType.CreateTime ? result.Message.Timestamp.UnixTimestampMs : null);
        }
    }
}
