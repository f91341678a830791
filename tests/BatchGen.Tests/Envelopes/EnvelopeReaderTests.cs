using System.Text;
using BatchGen.Envelopes;

namespace BatchGen.Tests.Envelopes;

public sealed class EnvelopeReaderTests
{
    private const string Id = "\"batch_id\":\"01a0273f-fca0-7d91-82e8-c51e5af34dcb\"";
    private const string Record = "\"record_id\":\"people/1\"";
    private const string Time = "\"ingested_at\":\"2026-08-22T02:15:03.120Z\"";
    private const string Luke = "\"payload\":{\"Url\":\"people/1\",\"Name\":\"Luke\",\"Height\":172,\"Mass\":77,\"Films\":[]}";
    private const string Valid = $"{{{Id},{Record},{Time},{Luke}}}";

    [Fact]
    public void Reads_the_four_members_in_any_order_and_skips_others()
    {
        string? reason = Read($$"""{"x":{"batch_id":1},{{Luke}},{{Time}},"y":[1,[2]],{{Record}},{{Id}}}""", out Envelope<Payload> envelope);
        Assert.Null(reason);
        Assert.Equal(Guid.Parse("01a0273f-fca0-7d91-82e8-c51e5af34dcb"), envelope.BatchId);
        Assert.Equal("people/1", envelope.RecordId);
        Assert.Equal(new DateTimeOffset(2026, 8, 22, 2, 15, 3, 120, TimeSpan.Zero), envelope.IngestedAt);
        Assert.Equal(172, envelope.Payload.Height);
    }

    [Theory]
    [InlineData("", "the value is empty")]
    [InlineData("null", "a JSON object is expected")]
    [InlineData("[]", "a JSON object is expected")]
    [InlineData("nonsense", "not readable as an envelope")]
    [InlineData("{", "not readable as an envelope")]
    [InlineData("{}", "batch_id is missing")]
    [InlineData($"{{{Id},{Time},{Luke}}}", "record_id is missing")]
    [InlineData($"{{{Id},{Record},{Luke}}}", "ingested_at is missing")]
    [InlineData($"{{{Id},{Record},{Time}}}", "payload is missing")]
    [InlineData($"{{{Id},{Id},{Record},{Time},{Luke}}}", "batch_id occurs twice")]
    [InlineData($"{{{Id},\"batch\\u005fid\":\"x\",{Record},{Time},{Luke}}}", "batch_id occurs twice")]
    [InlineData($"{{\"batch_id\":7,{Record},{Time},{Luke}}}", "batch_id is not a UUID")]
    [InlineData($"{{\"batch_id\":\"7\",{Record},{Time},{Luke}}}", "batch_id is not a UUID")]
    [InlineData($"{{{Id},\"record_id\":7,{Time},{Luke}}}", "record_id is not a string")]
    [InlineData($"{{{Id},\"record_id\":\" \",{Time},{Luke}}}", "record_id is empty")]
    [InlineData($"{{{Id},{Record},\"ingested_at\":1,{Luke}}}", "ingested_at is not an ISO 8601 time")]
    [InlineData($"{{{Id},{Record},\"ingested_at\":\"22.8.2026\",{Luke}}}", "ingested_at is not an ISO 8601 time")]
    [InlineData($"{{{Id},{Record},{Time},\"payload\":null}}", "payload is null")]
    [InlineData($"{{{Id},{Record},{Time},\"payload\":[1]}}", "not readable as an envelope")]
    [InlineData($"{{{Id},{Record},{Time},\"payload\":{{\"Height\":\"tall\"}}}}", "$.Height")]
    [InlineData($"{Valid}{Valid}", "not readable as an envelope")]
    [InlineData($"{Valid} x", "not readable as an envelope")]
    public void Says_what_is_wrong(string value, string reason) => Assert.Contains(reason, Read(value, out _), StringComparison.Ordinal);

    [Theory]
    [InlineData("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "version 1")]
    [InlineData("6fa459ea-ee8a-3ca4-894e-db77e160355e", "version 3")]
    [InlineData("886313e1-3b8a-5372-9b90-0c9aee199e5d", "version 5")]
    [InlineData("00000000-0000-0000-0000-000000000000", "version 0")]
    public void Refuses_a_batch_id_of_another_version(string id, string reason) =>
        Assert.Contains(reason, Read(Valid.Replace("01a0273f-fca0-7d91-82e8-c51e5af34dcb", id, StringComparison.Ordinal), out _), StringComparison.Ordinal);

    [Theory]
    [InlineData("01a0273f-fca0-7d91-82e8-c51e5af34dcb")]
    [InlineData("0f8fad5b-d9cb-469f-a165-70867728950e")]
    public void Takes_a_batch_id_of_version_4_or_7(string id) =>
        Assert.Null(Read(Valid.Replace("01a0273f-fca0-7d91-82e8-c51e5af34dcb", id, StringComparison.Ordinal), out _));

    [Fact]
    public void Bounds_the_length_of_a_record_id()
    {
        string Value(int length) => $"{{{Id},\"record_id\":\"{new string('x', length)}\",{Time},{Luke}}}";
        Assert.Null(Read(Value(EnvelopeReader.MaxRecordIdLength), out _));
        Assert.Contains("longer than 1024", Read(Value(EnvelopeReader.MaxRecordIdLength + 1), out _), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x7B })]
    [InlineData(new byte[] { (byte)'{', (byte)'"', 0xC3, 0x28, (byte)'"', (byte)':', (byte)'1', (byte)'}' })]
    public void Refuses_bad_UTF_8(byte[] value) => Assert.NotNull(EnvelopeReader.Read(value, PayloadJson.Default.Payload, out _));

    [Fact]
    public void Refuses_bad_UTF_8_within_the_record_id()
    {
        byte[] value = Encoding.UTF8.GetBytes(Valid);
        value[Valid.IndexOf("people/1", StringComparison.Ordinal)] = 0xC3;
        Assert.NotNull(EnvelopeReader.Read(value, PayloadJson.Default.Payload, out _));
    }

    [Fact]
    public void Refuses_deep_nesting_without_recursing_into_it()
    {
        string deep = string.Concat(Enumerable.Repeat("[", 200_000));
        Assert.Contains("depth", Read($"{{{Id},\"x\":{deep}", out _), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("depth", Read($"{{{Id},{Record},{Time},\"payload\":{deep}", out _), StringComparison.OrdinalIgnoreCase);
    }

    private static string? Read(string value, out Envelope<Payload> envelope) =>
        EnvelopeReader.Read(Encoding.UTF8.GetBytes(value), PayloadJson.Default.Payload, out envelope);
}
