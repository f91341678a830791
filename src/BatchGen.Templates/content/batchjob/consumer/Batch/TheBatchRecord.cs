namespace TheNamespace.Batch;

/// <summary>What the job reads of a record of <c>the.topic.v1</c>; what else the record carries is not read.</summary>
/// <param name="Id">What identifies the record.</param>
/// <param name="Name">Its name.</param>
public sealed record TheBatchRecord([property: RecordId] string Id, string Name);
