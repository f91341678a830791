using System.Globalization;
using BatchGen.Runtime;

namespace BatchGen.Tests.Envelopes;

public sealed class BatchIdsTests
{
    [Theory]
    [InlineData("swapi-people", "prod", "2026-08-22T02:15:00Z", "01a0273f-fca0-7d91-82e8-c51e5af34dcb")]
    [InlineData("swapi-people", "local", "2026-08-22T02:15:00.123456Z", "01a0273f-fd1b-7624-b2c5-dd7d92851a14")]
    public void Match_the_vectors_that_the_flows_in_Python_match_too(string job, string environment, string slot, string id) =>
        Assert.Equal(Guid.Parse(id), BatchIds.ForSlot(job, environment, DateTimeOffset.Parse(slot, CultureInfo.InvariantCulture)));

    [Fact]
    public void Are_the_same_for_the_same_slot_in_any_time_zone_and_differ_otherwise()
    {
        DateTimeOffset slot = new(2026, 8, 22, 2, 15, 0, TimeSpan.Zero);
        Guid id = BatchIds.ForSlot("a", "prod", slot);
        Assert.Equal(id, BatchIds.ForSlot("a", "prod", slot.ToOffset(TimeSpan.FromHours(9))));
        Assert.Equal(4, new HashSet<Guid>
        {
            id, BatchIds.ForSlot("b", "prod", slot), BatchIds.ForSlot("a", "test", slot), BatchIds.ForSlot("a", "prod", slot.AddMilliseconds(1)),
        }.Count);
        Assert.True(BatchIds.IsValid(id));
        Assert.Equal(slot, BatchContexts.SlotOf(id));
    }

    [Fact]
    public void Of_another_version_or_of_a_time_that_cannot_be_carry_no_slot()
    {
        Assert.Null(BatchContexts.SlotOf(Guid.NewGuid()));
        Assert.Null(BatchContexts.SlotOf(Guid.Parse("ffffffff-ffff-7fff-bfff-ffffffffffff")));
    }

    [Theory]
    [InlineData("01a0273f-fca0-7d91-c2e8-c51e5af34dcb")]
    [InlineData("01a0273f-fca0-7d91-02e8-c51e5af34dcb")]
    [InlineData("01a0273f-fca0-8d91-82e8-c51e5af34dcb")]
    public void Of_another_variant_or_version_are_not_valid(string id) => Assert.False(BatchIds.IsValid(Guid.Parse(id)));
}
