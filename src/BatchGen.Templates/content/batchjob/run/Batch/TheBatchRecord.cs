using TheNamespace.Source;

namespace TheNamespace.Batch;

/// <summary>A record as <c>the.topic.v1</c> carries it.</summary>
/// <param name="Id">What identifies the record in every run.</param>
/// <param name="Name">Its name.</param>
public sealed record TheBatchRecord([property: RecordId] string Id, string Name)
{
    /// <summary>Cleans a row; null leaves it out.</summary>
    /// <param name="row">The row of the source.</param>
    public static TheBatchRecord? From(TheBatchRow row) => string.IsNullOrWhiteSpace(row.Name) ? null : new TheBatchRecord(row.Id, row.Name.Trim());
}
