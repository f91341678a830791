using System.Text.Json.Serialization;

namespace BatchGen.TestApp;

internal sealed record Item(string Id, int Number);

[JsonSerializable(typeof(Item))]
internal sealed partial class ItemJson : JsonSerializerContext;
