using BatchGen.Notifications;
using BatchGen.Tests.Compensation;
using Microsoft.Extensions.Time.Testing;

namespace BatchGen.Tests.Notifications;

public sealed class ChannelWorkerTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(Some.Night);
    private readonly LogLines _log = new();
    private readonly RecordingChannel _channel;
    private readonly ChannelWorker _worker;

    public ChannelWorkerTests()
    {
        _channel = new RecordingChannel(_time);
        _worker = new ChannelWorker("test:one", _channel, new ChannelSettings { Host = "batch-7" }, _time, _log.For<ChannelWorker>());
    }

    public void Dispose() => _worker.Dispose();

    [Fact]
    public async Task A_thousand_alerts_are_two_notifications_five_minutes_apart()
    {
        Raise(500);
        await Passing.UntilAsync(() => !_channel.Sent.IsEmpty, _time);
        Raise(500);
        await Passing.UntilAsync(() => _channel.Sent.Count == 2, _time, TimeSpan.FromSeconds(5));
        Assert.Equal([500, 500], _channel.Sent.Select(sent => sent.Notification.Count));
        (_, DateTimeOffset first) = _channel.Sent.First();
        (_, DateTimeOffset second) = _channel.Sent.Last();
        Assert.InRange(second - first, TimeSpan.FromSeconds(295), TimeSpan.FromSeconds(330));
    }

    [Fact]
    public async Task A_channel_that_is_away_gets_everything_once_it_is_back()
    {
        _channel.OnSend = _ => _channel.Attempts < 5 ? throw new HttpRequestException("https://hooks.example/T000/secret is away") : Task.CompletedTask;
        for (int i = 0; i < 100; i++)
        {
            Raise(1);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        await Passing.UntilAsync(
            () => _channel.Counted == 100 && _log.All.Any(line => line.Contains("takes notifications again", StringComparison.Ordinal)), _time);
        Assert.All(_log.All.Where(line => line.Contains("does not take", StringComparison.Ordinal)), line =>
            Assert.StartsWith("Warning: test:one does not take a notification: HttpRequestException. What it is for is kept", line, StringComparison.Ordinal));
        Assert.Contains("Information: test:one takes notifications again, after 4 failures", _log.All);
        Assert.DoesNotContain(_log.All, line => line.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_channel_that_asks_for_a_pause_gets_it()
    {
        _channel.OnSend = _ => _channel.Attempts == 1
            ? throw new AlertChannelException("it answers 429") { RetryAfter = TimeSpan.FromSeconds(90) }
            : Task.CompletedTask;
        Raise(1);
        await Passing.UntilAsync(() => _log.All.Count == 1, _time);
        Assert.Equal("Warning: test:one does not take a notification: it answers 429. What it is for is kept; the next attempt in 00:01:30", _log.All[0]);
        DateTimeOffset failed = _time.GetUtcNow();
        await Passing.UntilAsync(() => !_channel.Sent.IsEmpty, _time);
        Assert.InRange(_channel.Sent.Single().At - failed, TimeSpan.FromSeconds(88), TimeSpan.FromSeconds(120));
    }

    [Fact]
    public async Task What_a_channel_refuses_for_good_is_dropped_loudly_and_does_not_keep_others_back()
    {
        _channel.OnSend = _ => _channel.Attempts == 1 ? throw new AlertChannelException("it answers 400 (invalid_blocks)") { IsPermanent = true } : Task.CompletedTask;
        Raise(3);
        await Passing.UntilAsync(() => _log.All.Count == 1, _time);
        Assert.Equal("Error: test:one refuses a notification: it answers 400 (invalid_blocks). Its 3 alerts stand in the log only", _log.All[0]);
        _worker.Raise(Some.DeadLetter(topic: "other"));
        await Passing.UntilAsync(() => _channel.Sent.Count == 1, _time);
        Assert.Equal("other", _channel.Sent.Single().Notification.Place);
    }

    [Fact]
    public async Task A_channel_that_hangs_and_ignores_its_token_is_left_alone_until_it_comes_back()
    {
        TaskCompletionSource hanging = new();
        _channel.OnSend = _ => _channel.Attempts == 1 ? hanging.Task : Task.CompletedTask;
        Raise(1);
        await Passing.UntilAsync(() => _log.All.Count >= 3, _time);
        Assert.Contains("no answer within 10 s", _log.All[0], StringComparison.Ordinal);
        Assert.Contains("it still hangs in an earlier attempt", _log.All[1], StringComparison.Ordinal);
        Assert.Equal(1, _channel.Attempts);
        hanging.SetResult();
        await Passing.UntilAsync(() => _channel.Attempts == 2, _time);
    }

    [Fact]
    public async Task The_last_summary_is_sent_before_the_process_ends()
    {
        Raise(1);
        await Passing.UntilAsync(() => !_channel.Sent.IsEmpty, _time);
        Raise(41);
        await _worker.EndAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal([1, 41], _channel.Sent.Select(sent => sent.Notification.Count));
    }

    [Fact]
    public async Task A_channel_that_hangs_keeps_the_end_of_the_process_for_some_seconds_only_and_what_is_left_is_said()
    {
        _channel.OnSend = _ => new TaskCompletionSource().Task;
        Raise(7);
        Task ended = _worker.EndAsync(CancellationToken.None);
        await Passing.UntilAsync(() => _channel.Attempts == 1);
        Assert.False(ended.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(5));
        await ended.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal("Warning: test:one: 7 alerts are not sent before the process ends; they stand in the log", Assert.Single(_log.All));
    }

    private void Raise(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _worker.Raise(Some.DeadLetter(i));
        }
    }
}
