namespace BatchGen;

/// <summary>
/// The stage that turns one extracted record into none, one or many to publish (standard 1.2): at least 2 attempts, 30 to 60
/// seconds apart (standard 3.2). An attempt takes every record once; only those that failed are taken again.
/// </summary>
/// <remarks>
/// The method takes <c>T</c> and returns <c>U</c>, <c>U?</c> (null leaves the record out, counted as filtered),
/// <c>IEnumerable&lt;U&gt;</c> or <c>IAsyncEnumerable&lt;U&gt;</c>, each also as <c>Task</c> or <c>ValueTask</c>; it may also take a
/// <see cref="BatchContext"/> and a <see cref="CancellationToken"/>, in any order.
/// </remarks>
public sealed class TransformAttribute : StageAttribute;
