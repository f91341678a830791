using BatchGen.Cli.Records;

namespace BatchGen.Cli.Replaying;

/// <summary>One record to send.</summary>
/// <param name="Id">What it is called where it comes from, the same at every look: <c>PARTITION@OFFSET</c> of a letter, the key of a fallback entry.</param>
/// <param name="Name">Where it comes from, for people.</param>
/// <param name="Topic">Where it goes.</param>
/// <param name="Record">Its bytes.</param>
internal sealed record ReplayItem(string Id, string Name, string Topic, OriginalRecord Record);
