namespace BatchGen.Cli.Replaying.Journal;

/// <summary>
/// Records that an earlier replay was about to send when it ended, so that nobody knows whether the broker has them.
/// </summary>
/// <param name="At">When they were about to be sent.</param>
/// <param name="Items">The chunk as it was intended.</param>
/// <param name="Ends">See <see cref="JournalLine.Ends"/>.</param>
/// <param name="KnownSent">Those that the broker is known to have.</param>
/// <param name="Unknown">Those that have to be looked for.</param>
internal sealed record OpenChunk(
    DateTimeOffset At,
    IReadOnlyList<JournalItem> Items,
    IReadOnlyDictionary<string, long[]> Ends,
    IReadOnlySet<string> KnownSent,
    IReadOnlySet<string> Unknown);
