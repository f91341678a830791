namespace BatchGen.Notifications;

/// <summary>What alerts have in common that become one notification.</summary>
internal readonly record struct AlertKey(string Job, AlertKind Kind, string Place);
