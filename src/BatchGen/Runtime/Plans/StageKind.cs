namespace BatchGen.Runtime;

/// <summary>The stages of standard 1.2, in their order.</summary>
public enum StageKind
{
    /// <summary>Reads the source.</summary>
    Extract,

    /// <summary>Turns what was extracted into what is published.</summary>
    Transform,

    /// <summary>Writes to a topic.</summary>
    Publish,

    /// <summary>Consumes a topic.</summary>
    Load,
}
