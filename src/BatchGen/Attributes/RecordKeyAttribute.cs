namespace BatchGen;

/// <summary>
/// Marks the member of a payload that orders its records: records of one key stay in one partition and are handled in their order
/// (standard 4.2). Without it the <see cref="RecordIdAttribute"/> member is the key.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class RecordKeyAttribute : Attribute;
