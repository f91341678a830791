namespace BatchGen;

/// <summary>Which records of a topic wait for each other in a load stage.</summary>
public enum RecordOrdering
{
    /// <summary>Records of one key are handled in their order, different keys side by side.</summary>
    Key,

    /// <summary>Records of one partition are handled in their order.</summary>
    Partition,

    /// <summary>Records are handled in any order.</summary>
    None,
}
