using BatchGen.Notifications;

namespace BatchGen.Tests.Notifications;

/// <summary>Random sequences of what can happen to a channel's alerts; a failure names the seed that repeats it.</summary>
public sealed class AlertGroupsPropertyTests
{
    private static readonly string[] Places = ["a", "b", "c", "d", "e", "f"];

    [Fact]
    public void Whatever_happens_every_alert_is_sent_or_pending_and_nobody_is_told_more_often_than_agreed()
    {
        const int first = 42_400;
        for (int seed = first; seed < first + 300; seed++)
        {
            Run(seed);
        }
    }

    private static void Run(int seed)
    {
        Random random = new(seed);
        GroupingSettings settings = new() { MaxGroups = random.Next(2, 8), MaxPerMinute = random.Next(1, 6), Interval = TimeSpan.FromSeconds(random.Next(10, 300)) };
        AlertGroups groups = new(settings);
        Queue<TakenAlerts> sending = new();
        List<TimeSpan> attempts = [];
        Dictionary<AlertKey, (TimeSpan At, int Opened, int Resolved)> told = [];
        long raised = 0;
        long sent = 0;
        TimeSpan now = TimeSpan.Zero;
        for (int step = 0; step < 2_000; step++)
        {
            now += TimeSpan.FromMilliseconds(random.Next(0, 3_000));
            string place = Places[random.Next(Places.Length)];
            switch (random.Next(8))
            {
                case < 3:
                    groups.Add(random.Next(2) == 0 ? Some.DeadLetter(step, place) : Some.Held(step, place), now);
                    raised++;
                    break;
                case 3:
                    groups.Release(new AlertKey("people", AlertKind.PartitionHeld, place), goesOn: random.Next(3) > 0);
                    break;
                case < 6 when groups.Take(now) is { } taken:
                    sending.Enqueue(taken);
                    attempts.Add(now);
                    break;
                case 6 when sending.TryDequeue(out TakenAlerts? done):
                    groups.Sent(done, now);
                    sent += done.Count;
                    Tell(done);
                    break;
                case 7 when sending.TryDequeue(out TakenAlerts? failed):
                    AlertGroups.Return(failed, now);
                    break;
            }

            long inHand = sending.Sum(taken => taken.Count);
            Check(raised == sent + inHand + groups.Pending, $"raised {raised}, sent {sent}, being sent {inHand}, pending {groups.Pending}");
            Check(groups.Count <= settings.MaxGroups + 2, $"{groups.Count} groups");
            Check(attempts.Count(at => at > now - TimeSpan.FromMinutes(1)) <= settings.MaxPerMinute, "more attempts in a minute than the cap");
        }

        // In the end everything is told.
        while (sending.TryDequeue(out TakenAlerts? failed))
        {
            AlertGroups.Return(failed, now);
        }

        while (groups.Take(now, isLast: true) is { } last)
        {
            sent += last.Count;
            groups.Sent(last, now);
        }

        Check(raised == sent && groups.Pending == 0, $"raised {raised}, sent {sent} in the end");

        void Tell(TakenAlerts done)
        {
            AlertKey key = done.Group.Key;
            (TimeSpan at, int opened, int resolved) = told.GetValueOrDefault(key, (TimeSpan.FromDays(-1), 0, 0));
            if (done is { IsResolved: true, WasOpen: true })
            {
                resolved++;
                Check(resolved <= opened, $"{key} was over more often than it began");
                told[key] = (at, opened, resolved);
                return;
            }

            Check(now - at >= settings.Interval, $"{key} was told {now - at} after the last time");
            told[key] = (now, opened + 1, resolved);
        }

        void Check(bool holds, string what) => Assert.True(holds, $"seed {seed}: {what}");
    }
}
