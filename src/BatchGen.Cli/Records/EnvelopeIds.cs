using System.Text.Json;

namespace BatchGen.Cli.Records;

/// <summary>
/// The batch and the record that an envelope names (standard 4.2), as far as they can be read: a record that failed may be no envelope at
/// all. Nothing but the top level is looked at, and nothing is thrown.
/// </summary>
internal readonly record struct EnvelopeIds(Guid? BatchId, string? RecordId)
{
    private const int MaxDepth = 1_000;

    public static EnvelopeIds Of(byte[]? value)
    {
        Guid? batchId = null;
        string? recordId = null;
        try
        {
            Utf8JsonReader reader = new(value ?? [], new JsonReaderOptions { MaxDepth = MaxDepth });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return default;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isBatch = reader.ValueTextEquals("batch_id"u8);
                bool isRecord = reader.ValueTextEquals("record_id"u8);
                reader.Read();
                if (isBatch && reader.TokenType == JsonTokenType.String && reader.TryGetGuid(out Guid id))
                {
                    batchId = id;
                }
                else if (isRecord && reader.TokenType == JsonTokenType.String)
                {
                    recordId = reader.GetString();
                }
                else
                {
                    reader.Skip();
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not JSON, or not UTF-8, from here on: what was read before still tells something.
        }

        return new EnvelopeIds(batchId, recordId);
    }
}
