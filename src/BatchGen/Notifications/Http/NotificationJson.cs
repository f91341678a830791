using System.Text.Json.Serialization;

namespace BatchGen.Notifications;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SlackMessage))]
[JsonSerializable(typeof(PagerDutyEvent))]
[JsonSerializable(typeof(WebhookBody))]
internal sealed partial class NotificationJson : JsonSerializerContext;
