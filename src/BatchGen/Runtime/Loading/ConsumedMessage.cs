namespace BatchGen.Runtime;

/// <summary>A record as the poll thread read it, before its envelope is opened.</summary>
public sealed class ConsumedMessage;
