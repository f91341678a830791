using System.Text.Json.Serialization;

namespace BatchGen.FaultApp;

/// <summary>A record that says what its handler is to do with it.</summary>
/// <param name="Id">The record's id; safe as a file name.</param>
/// <param name="Key">What orders it.</param>
/// <param name="Do">One of <see cref="Instructions"/>.</param>
/// <param name="Times">How often the instruction misbehaves before the record is handled like any other, counted over all processes.</param>
/// <param name="Milliseconds">How long the handler takes, before whatever else it does.</param>
/// <param name="Padding">Bytes that mean nothing, so that records differ in size.</param>
public sealed record FaultRecord(
    [property: RecordId] string Id,
    [property: RecordKey] string Key,
    string Do,
    int Times = 0,
    int Milliseconds = 0,
    string? Padding = null);

[JsonSerializable(typeof(FaultRecord))]
public sealed partial class FaultJson : JsonSerializerContext;
