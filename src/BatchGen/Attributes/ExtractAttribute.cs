namespace BatchGen;

/// <summary>
/// The stage that reads the source (standard 1.2): at least 3 attempts, 1 to 5 minutes apart (standard 3.2). An attempt that fails
/// half way is discarded and starts from the beginning.
/// </summary>
/// <remarks>
/// The method returns <c>IAsyncEnumerable&lt;T&gt;</c>, <c>IEnumerable&lt;T&gt;</c>, or a <c>Task</c> or <c>ValueTask</c> of
/// <c>IReadOnlyList&lt;T&gt;</c>, and may take a <see cref="BatchContext"/> and a <see cref="CancellationToken"/>, in any order.
/// </remarks>
public sealed class ExtractAttribute : StageAttribute;
