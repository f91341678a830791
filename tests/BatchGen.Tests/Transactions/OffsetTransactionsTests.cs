using BatchGen.Runtime;
using Confluent.Kafka;

namespace BatchGen.Tests.Transactions;

public sealed class OffsetTransactionsTests : IDisposable
{
    private static readonly TopicPartitionOffset[] Offsets = [new("in", 0, 7)];
    private static readonly PublishedMessage[] Messages = [new("out", new() { Value = [1] }), new("out", new() { Value = [2] })];

    private readonly ScriptedProducer _producer = new();
    private readonly IConsumerGroupMetadata _group = new GroupMetadata();

    [Fact]
    public void Writes_what_was_published_and_the_offsets_in_one_transaction()
    {
        using OffsetTransactions transactions = new(_producer);
        transactions.Commit(Offsets, Messages, _group);
        transactions.Commit(Offsets, [], _group);

        Assert.Equal(
            "init, begin, produce 1, produce 2, offsets in [[0]] @7, commit, begin, offsets in [[0]] @7, commit", string.Join(", ", _producer.Calls));
    }

    [Theory]
    [InlineData("offsets")]
    [InlineData("commit")]
    public void A_refused_step_aborts_and_the_next_transaction_takes_everything_again(string step)
    {
        using OffsetTransactions transactions = new(_producer);
        _producer.Throw(step, () => new KafkaTxnRequiresAbortException(new Error(ErrorCode.IllegalGeneration)));

        Assert.Throws<KafkaTxnRequiresAbortException>(() => transactions.Commit(Offsets, Messages, _group));
        Assert.Equal("abort", _producer.Calls[^1]);

        transactions.Commit(Offsets, Messages, _group);
        Assert.Equal(["begin", "produce 1", "produce 2", "offsets in [[0]] @7", "commit"], _producer.Calls[^5..]);
    }

    [Fact]
    public void A_step_whose_outcome_is_unknown_is_called_again_instead_of_begun_anew()
    {
        using OffsetTransactions transactions = new(_producer);
        _producer.Throw("commit", () => new KafkaRetriableException(new Error(ErrorCode.Local_TimedOut)));

        transactions.Commit(Offsets, Messages, _group);

        Assert.Equal(["commit", "commit"], _producer.Calls[^2..]);
        Assert.DoesNotContain("abort", _producer.Calls);
    }

    [Fact]
    public void A_fenced_client_is_replaced_without_an_abort()
    {
        using OffsetTransactions transactions = new(_producer);
        _producer.Throw("begin", () => new KafkaException(new Error(ErrorCode.ProducerFenced, "fenced", isFatal: true)));

        Assert.True(Assert.Throws<KafkaException>(() => transactions.Commit(Offsets, Messages, _group)).Error.IsFatal);
        Assert.DoesNotContain("abort", _producer.Calls);
    }

    [Fact]
    public void A_transaction_that_cannot_be_aborted_ends_the_client()
    {
        using OffsetTransactions transactions = new(_producer);
        _producer.Throw("commit", () => new KafkaTxnRequiresAbortException(new Error(ErrorCode.Local_MsgTimedOut)));
        _producer.Throw("abort", () => new KafkaException(ErrorCode.Local_State));

        Assert.True(Assert.Throws<KafkaException>(() => transactions.Commit(Offsets, Messages, _group)).Error.IsFatal);
    }

    [Fact]
    public void A_full_queue_is_emptied_and_the_record_produced_once()
    {
        using OffsetTransactions transactions = new(_producer);
        _producer.Throw("produce 2", () => new ProduceException<byte[], byte[]>(new Error(ErrorCode.Local_QueueFull), new DeliveryResult<byte[], byte[]>()));

        transactions.Commit(Offsets, Messages, _group);

        Assert.Equal(["produce 1", "produce 2", "flush", "produce 2", "offsets in [[0]] @7", "commit"], _producer.Calls[^6..]);
    }

    [Fact]
    public void Each_client_has_an_id_of_its_own_and_keeps_the_policy()
    {
        ProducerConfig policy = KafkaProducers.StandardPolicy();
        ProducerConfig one = OffsetTransactions.ConfigFor(policy, "people.load");
        ProducerConfig other = OffsetTransactions.ConfigFor(policy, "people.load");

        Assert.StartsWith("people.load-", one.TransactionalId, StringComparison.Ordinal);
        Assert.NotEqual(one.TransactionalId, other.TransactionalId);
        Assert.Equal(Acks.All, one.Acks);
        Assert.Null(policy.TransactionalId);
    }

    public void Dispose() => _producer.Dispose();

    private sealed class GroupMetadata : IConsumerGroupMetadata;
}
