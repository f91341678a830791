using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section44Consumers.AutoCommit;

/// <summary>What is known of auto commit in a consumer's configuration.</summary>
internal enum AutoCommitValue
{
    /// <summary>Nothing was said, which the client takes as on.</summary>
    Default,

    /// <summary>Switched on in so many words.</summary>
    On,

    /// <summary>Switched off.</summary>
    Off,

    /// <summary>Cannot be told from here.</summary>
    Unknown,
}

/// <summary>A value with the piece of source that says so.</summary>
/// <param name="Value">The value.</param>
/// <param name="Source">The setting, or for <see cref="AutoCommitValue.Default"/> the creation that lacks it.</param>
/// <param name="IsDictionaryEntry">Whether the setting is an entry of a dictionary and not of a typed configuration.</param>
internal readonly record struct AutoCommitSetting(AutoCommitValue Value, SyntaxNode? Source, bool IsDictionaryEntry = false)
{
    public const string Key = "enable.auto.commit";

    public const string PropertyName = "EnableAutoCommit";

    public static AutoCommitSetting Unknown { get; } = new(AutoCommitValue.Unknown, null);

    /// <summary>What it means to assign a value to the setting.</summary>
    public static AutoCommitValue Read(IOperation value) => ConfigValues.Unwrap(value) switch
    {
        { ConstantValue: { HasValue: true, Value: bool on } } => on ? AutoCommitValue.On : AutoCommitValue.Off,
        { ConstantValue: { HasValue: true, Value: string text } } when bool.TryParse(text, out bool on) =>
            on ? AutoCommitValue.On : AutoCommitValue.Off,

        // Null takes the setting back out, and the client's default is on.
        { ConstantValue: { HasValue: true, Value: null } } => AutoCommitValue.On,
        _ => AutoCommitValue.Unknown,
    };
}
