using System.Text;
using BatchGen.Runtime;

namespace BatchGen.Tests.Compensation;

public sealed class CompensatedBatchTests
{
    private static readonly Guid Failed = Guid.Parse("01a0273f-fca0-7d91-82e8-c51e5af34dcb");

    [Fact]
    public void The_id_of_a_compensating_run_follows_from_what_it_makes_good()
    {
        Guid id = BatchIds.ForCompensation("refunds", "orders", Failed);
        Assert.Equal(id, BatchIds.ForCompensation("refunds", "orders", Failed));
        Assert.True(BatchIds.IsValid(id));
        Assert.Equal(7, id.Version);
        Assert.Equal(BatchContexts.SlotOf(Failed), BatchContexts.SlotOf(id));
        Assert.Equal(
            5,
            new[]
            {
                id, Failed, BatchIds.ForCompensation("refund", "orders", Failed), BatchIds.ForCompensation("refunds", "order", Failed),
                BatchIds.ForCompensation("refunds", "orders", Guid.Parse("01a0273f-fca0-7d91-82e8-c51e5af34dcc")),
            }.Distinct().Count());

        Guid fromRandom = BatchIds.ForCompensation("refunds", "orders", Guid.NewGuid());
        Assert.True(BatchIds.IsValid(fromRandom));
        Assert.Null(BatchContexts.SlotOf(fromRandom));
    }

    [Fact]
    public void What_a_person_types_is_what_the_log_has_shown()
    {
        CompensatedBatch batch = new("orders", Failed);
        Assert.True(CompensatedBatch.TryParse(batch.ToString(), out CompensatedBatch? read));
        Assert.Equal(batch, read);
        Assert.Equal($"orders/{Failed}", Encoding.UTF8.GetString(batch.ToHeader().GetValueBytes()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("orders")]
    [InlineData("orders/")]
    [InlineData("/01a0273f-fca0-7d91-82e8-c51e5af34dcb")]
    [InlineData("orders/01a0273f")]
    [InlineData("orders/00000000-0000-0000-0000-000000000000")]
    public void Anything_else_is_not_taken(string text) => Assert.False(CompensatedBatch.TryParse(text, out _));
}
