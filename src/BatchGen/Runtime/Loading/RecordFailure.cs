namespace BatchGen.Runtime;

/// <summary>Why a record could not be handled.</summary>
public sealed class RecordFailure;
