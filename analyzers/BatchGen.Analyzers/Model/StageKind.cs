namespace BatchGen.Analyzers.Model;

/// <summary>The stages of standard 1.2, in their order.</summary>
internal enum StageKind
{
    Extract,
    Transform,
    Publish,
    Load,
}

/// <summary>The values of <c>BatchGen.RecordOrdering</c>.</summary>
internal enum OrderingSpec
{
    Key,
    Partition,
    None,
}

/// <summary>The values of <c>BatchGen.CompressionType</c>.</summary>
internal enum CompressionSpec
{
    Zstd,
    Snappy,
}
