using System.Text.Json.Serialization;

namespace BatchGen.Tests.Envelopes;

internal sealed record Payload(string Url, string Name, int? Height, double Mass, DateTimeOffset? Born, IReadOnlyList<string> Films);

[JsonSerializable(typeof(Payload))]
[JsonSerializable(typeof(int))]
internal sealed partial class PayloadJson : JsonSerializerContext;
