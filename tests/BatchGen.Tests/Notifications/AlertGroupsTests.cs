using BatchGen.Notifications;

namespace BatchGen.Tests.Notifications;

public sealed class AlertGroupsTests
{
    private static readonly AlertKey Standing = new("people", AlertKind.PartitionHeld, "people.person.v1");
    private readonly AlertGroups _groups = new(new GroupingSettings());

    [Fact]
    public void A_burst_of_a_thousand_dead_letters_is_one_notification_with_a_count_of_a_thousand()
    {
        for (int i = 0; i < 1_000; i++)
        {
            _groups.Add(Some.DeadLetter(i, why: $"reason {i % 5}"), At(i / 1_000.0));
        }

        Assert.Equal(At(2), _groups.NextDue(At(1)));
        Assert.Null(_groups.Take(At(1.9)));
        TakenAlerts taken = _groups.Take(At(2))!;
        Assert.Equal((1_000, 0, 999), (taken.Count, taken.First.Offset, taken.Last.Offset));
        Assert.Equal(["reason 0", "reason 1", "reason 2"], taken.Examples.Select(example => example.Why));
        _groups.Sent(taken, At(2));
        Assert.Null(_groups.NextDue(At(2)));
        Assert.Equal(0, _groups.Pending);
    }

    [Fact]
    public void Further_alerts_of_a_group_wait_for_the_interval_and_those_of_another_do_not()
    {
        Send(_groups, Some.DeadLetter(1), At(0));
        _groups.Add(Some.DeadLetter(2), At(3));
        _groups.Add(Some.DeadLetter(3, topic: "people.film.v1"), At(3));
        TakenAlerts other = _groups.Take(At(5))!;
        Assert.Equal("people.film.v1", other.Group.Key.Place);
        _groups.Sent(other, At(5));
        Assert.Equal(At(302), _groups.NextDue(At(5)));
        Assert.Equal(1, _groups.Take(At(302))!.Count);
    }

    [Fact]
    public void What_was_not_sent_is_counted_with_what_has_come_since()
    {
        _groups.Add(Some.DeadLetter(1, why: "first"), At(0));
        TakenAlerts failed = _groups.Take(At(2))!;
        _groups.Add(Some.DeadLetter(2, why: "second"), At(3));
        AlertGroups.Return(failed, At(3));
        TakenAlerts taken = _groups.Take(At(3))!;
        Assert.Equal((2, 1, 2), (taken.Count, taken.First.Offset, taken.Last.Offset));
        Assert.Equal(["first", "second"], taken.Examples.Select(example => example.Why));
    }

    [Fact]
    public void That_it_is_over_is_said_at_once_when_the_last_partition_goes_on()
    {
        _groups.Add(Some.Held(0), At(0));
        _groups.Add(Some.Held(1), At(1));
        TakenAlerts began = _groups.Take(At(2))!;
        Assert.Equal((2, false), (began.Count, began.IsResolved));
        _groups.Sent(began, At(2));
        _groups.Release(Standing, goesOn: true);
        Assert.Null(_groups.Take(At(10)));
        _groups.Release(Standing, goesOn: true);
        TakenAlerts over = _groups.Take(At(10))!;
        Assert.Equal((0, true), (over.Count, over.IsResolved));
        _groups.Sent(over, At(10));
        Assert.Null(_groups.NextDue(At(10)));
    }

    [Fact]
    public void A_partition_that_leaves_while_it_stands_is_not_said_to_go_on()
    {
        Send(_groups, Some.Held(), At(0));
        _groups.Release(Standing, goesOn: false);
        Assert.Null(_groups.NextDue(At(10)));
    }

    [Fact]
    public void A_partition_that_goes_on_before_anybody_was_told_is_one_notification()
    {
        _groups.Add(Some.Held(), At(0));
        _groups.Release(Standing, goesOn: true);
        TakenAlerts taken = _groups.Take(At(2))!;
        Assert.Equal((1, true, false), (taken.Count, taken.IsResolved, taken.WasOpen));
        _groups.Sent(taken, At(2));
        Assert.Null(_groups.NextDue(At(2)));
    }

    [Fact]
    public void That_it_is_over_is_tried_again_when_it_was_not_sent()
    {
        Send(_groups, Some.Held(), At(0));
        _groups.Release(Standing, goesOn: true);
        AlertGroups.Return(_groups.Take(At(10))!, At(10));
        Assert.True(_groups.Take(At(11))!.IsResolved);
    }

    [Fact]
    public void The_cap_per_minute_holds_for_all_groups_and_the_worst_come_first()
    {
        AlertGroups groups = new(new GroupingSettings { MaxPerMinute = 2 });
        groups.Add(Some.DeadLetter(1, topic: "a"), At(0));
        groups.Add(Some.DeadLetter(1, topic: "b"), At(0));
        groups.Add(Some.Held(topic: "c"), At(1));
        Assert.Equal("c", Take(groups, At(5)));
        Assert.Equal("a", Take(groups, At(6)));
        Assert.Null(groups.Take(At(64)));
        Assert.Equal(At(65), groups.NextDue(At(64)));
        Assert.Equal("b", Take(groups, At(65)));
    }

    [Fact]
    public void Beyond_the_most_groups_alerts_are_summed_up_by_job_and_kind_and_idle_groups_make_room()
    {
        AlertGroups groups = new(new GroupingSettings { MaxGroups = 3, MaxPerMinute = 100 });
        for (int i = 0; i < 1_000; i++)
        {
            groups.Add(Some.DeadLetter(i, topic: $"topic-{i}"), At(0));
        }

        Assert.Equal((1_000, 4), (groups.Pending, groups.Count));
        long sent = 0;
        while (groups.Take(At(2)) is { } taken)
        {
            Assert.Equal(taken.Group.Key.Place == AlertGroups.OtherPlaces ? 997 : 1, taken.Count);
            sent += taken.Count;
            groups.Sent(taken, At(2));
        }

        Assert.Equal(1_000, sent);
        groups.Add(Some.DeadLetter(1, topic: "new"), At(1_000));
        Assert.Equal("new", groups.Take(At(1_002))!.Group.Key.Place);
    }

    [Fact]
    public void At_the_end_everything_that_waits_is_taken_at_once()
    {
        Send(_groups, Some.DeadLetter(1), At(0));
        _groups.Add(Some.DeadLetter(2), At(3));
        Assert.Null(_groups.Take(At(4)));
        Assert.Equal(1, _groups.Take(At(4), isLast: true)!.Count);
        Assert.Null(_groups.Take(At(4), isLast: true));
    }

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);

    private static string? Take(AlertGroups groups, TimeSpan now)
    {
        TakenAlerts taken = groups.Take(now)!;
        groups.Sent(taken, now);
        return taken.Group.Key.Place;
    }

    private static void Send(AlertGroups groups, Alert alert, TimeSpan now)
    {
        groups.Add(alert, now);
        groups.Sent(groups.Take(now + At(2))!, now + At(2));
    }
}
