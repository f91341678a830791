using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BatchGen.Health;

/// <summary>What the endpoint answers.</summary>
/// <param name="Status"><c>healthy</c>, <c>degraded</c> or <c>unhealthy</c>: the worst of its consumers.</param>
/// <param name="Consumers">Each consumer.</param>
internal sealed record HealthAnswer(HealthStatus Status, IReadOnlyList<ConsumerHealth> Consumers)
{
    public static HealthAnswer Of(IReadOnlyList<ConsumerHealth> consumers) =>
        new(consumers.Select(consumer => consumer.Status).DefaultIfEmpty(HealthStatus.Healthy).Min(), consumers);

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, HealthJson.Default.HealthAnswer);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, Converters = [typeof(StatusConverter)])]
[JsonSerializable(typeof(HealthAnswer))]
internal sealed partial class HealthJson : JsonSerializerContext;

/// <summary>Statuses in lower case, like everything else that the answer says.</summary>
internal sealed class StatusConverter() : JsonStringEnumConverter<HealthStatus>(JsonNamingPolicy.SnakeCaseLower);
