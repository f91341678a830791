namespace BatchGen.Analyzers.Rules;

/// <summary>The categories of the rules: the sections of the standard. The digits of an id after <c>BWS</c> name the section.</summary>
internal static class RuleCategory
{
    public const string Settings = "Settings";
    public const string Jobs = "Jobs";
    public const string Separation = "Separation";
    public const string Stages = "Stages";
    public const string Idempotency = "Idempotency";
    public const string Schedules = "Schedules";
    public const string Deployments = "Deployments";
    public const string Concurrency = "Concurrency";
    public const string Observability = "Observability";
    public const string Retries = "Retries";
    public const string Fallbacks = "Fallbacks";
    public const string Topics = "Topics";
    public const string Schemas = "Schemas";
    public const string Producers = "Producers";
    public const string Consumers = "Consumers";
    public const string Documents = "Documents";
    public const string Compliance = "Compliance";

    /// <summary>The category that a rule of this id must have.</summary>
    public static string Of(string id) => id.Substring(3, 2) switch
    {
        "00" => Settings,
        "10" => Jobs,
        "11" => Separation,
        "12" => Stages,
        "13" => Idempotency,
        "21" => Schedules,
        "22" => Deployments,
        "23" => Concurrency,
        "31" => Observability,
        "32" => Retries,
        "33" => Fallbacks,
        "41" => Topics,
        "42" => Schemas,
        "43" => Producers,
        "44" => Consumers,
        "61" => Documents,
        "71" => Compliance,
        _ => throw new ArgumentException($"Section of '{id}' has no category yet: add it here.", nameof(id)),
    };
}
