using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace BatchGen.Cli.Connection;

/// <content>What topics there are, how far they reach, and deleting their records.</content>
internal sealed partial class Cluster
{
    /// <summary>The partitions of a topic; null when there is no such topic.</summary>
    public IReadOnlyList<TopicPartition>? FindTopic(string topic)
    {
        TopicMetadata metadata = Answer(() => _admin.GetMetadata(topic, RequestTimeout)).Topics.Single(found => found.Topic == topic);
        return metadata.Error.Code switch
        {
            ErrorCode.NoError => [.. metadata.Partitions.Select(partition => new TopicPartition(topic, partition.PartitionId)).OrderBy(place => place.Partition.Value)],
            ErrorCode.UnknownTopicOrPart => null,
            _ => throw new KafkaException(metadata.Error),
        };
    }

    /// <summary>The oldest record and the end of each partition at this moment.</summary>
    public async Task<IReadOnlyList<OffsetRange>> RangesAsync(IReadOnlyCollection<TopicPartition> partitions)
    {
        Dictionary<TopicPartition, long> starts = await OffsetsAsync(partitions, OffsetSpec.Earliest()).ConfigureAwait(false);
        Dictionary<TopicPartition, long> ends = await OffsetsAsync(partitions, OffsetSpec.Latest()).ConfigureAwait(false);
        return [.. partitions.Select(partition => new OffsetRange(partition, starts[partition], ends[partition]))];
    }

    /// <summary>Where each partition ends at this moment.</summary>
    public Task<Dictionary<TopicPartition, long>> EndsAsync(IReadOnlyCollection<TopicPartition> partitions) => OffsetsAsync(partitions, OffsetSpec.Latest());

    /// <summary>Deletes the records before an offset of each partition.</summary>
    /// <exception cref="TimeoutException">The cluster does not do it: an embedded broker never does.</exception>
    /// <exception cref="KafkaException">The cluster refuses, for example for want of the permission Delete on the topic.</exception>
    public async Task<List<DeleteRecordsResult>> DeleteRecordsAsync(IEnumerable<TopicPartitionOffset> before, TimeSpan timeout)
    {
        try
        {
            return await _admin.DeleteRecordsAsync(before, new DeleteRecordsOptions { RequestTimeout = timeout, OperationTimeout = timeout }).ConfigureAwait(false);
        }
        catch (KafkaException exception)
        {
            Error error = exception is DeleteRecordsException each ? each.Results.Select(result => result.Error).First(error => error.IsError) : exception.Error;
            throw error.Code is ErrorCode.Local_TimedOut or ErrorCode.Local_UnsupportedFeature
                ? new TimeoutException(
                    $"The cluster does not delete records ({error.Reason}). An embedded broker cannot; a cluster has to be Kafka 0.11 or newer, and "
                    + $"to answer within {timeout.TotalSeconds:0.#} s.",
                    exception)
                : new KafkaException(error, exception);
        }
    }

    private async Task<Dictionary<TopicPartition, long>> OffsetsAsync(IReadOnlyCollection<TopicPartition> partitions, OffsetSpec spec)
    {
        if (partitions.Count == 0)
        {
            return [];
        }

        try
        {
            ListOffsetsResult answer = await _admin.ListOffsetsAsync(
                partitions.Select(partition => new TopicPartitionOffsetSpec { TopicPartition = partition, OffsetSpec = spec }),
                new ListOffsetsOptions { RequestTimeout = RequestTimeout }).ConfigureAwait(false);
            return answer.ResultInfos.ToDictionary(info => info.TopicPartitionOffsetError.TopicPartition, info => info.TopicPartitionOffsetError.Offset.Value);
        }
        catch (ListOffsetsException exception)
        {
            throw new KafkaException(exception.Result.ResultInfos.Select(info => info.TopicPartitionOffsetError.Error).First(error => error.IsError));
        }
        catch (KafkaException exception) when (IsAway(exception))
        {
            throw Away(exception);
        }
    }
}
