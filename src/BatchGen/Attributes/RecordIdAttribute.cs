namespace BatchGen;

/// <summary>
/// Marks the member of a payload that identifies a record: the same record has the same id in every run (standard 1.3). It becomes
/// <c>record_id</c> in the envelope, and the message key unless a member has <see cref="RecordKeyAttribute"/>.
/// </summary>
/// <remarks>On a positional record parameter it may stand as <c>[RecordId]</c> or <c>[property: RecordId]</c>.</remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class RecordIdAttribute : Attribute;
