using System.Text.Json.Serialization;

namespace BatchGen.Engine.Tests;

/// <summary>What is published and loaded.</summary>
internal sealed record Work(string Id, int Number, string? Text = null);

[JsonSerializable(typeof(Work))]
internal sealed partial class WorkJson : JsonSerializerContext;
