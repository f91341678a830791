using System.Threading.Channels;

namespace BatchGen.Tests;

/// <summary>Things that happen, to be waited for one by one.</summary>
internal sealed class TaskQueue
{
    private readonly Channel<bool> _things = Channel.CreateUnbounded<bool>();

    public void Add() => _things.Writer.TryWrite(true);

    public async Task NextAsync() => await _things.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));
}
