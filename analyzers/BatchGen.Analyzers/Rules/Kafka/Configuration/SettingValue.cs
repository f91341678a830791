using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Kafka.Configuration;

/// <summary>How much is known of a setting.</summary>
internal enum SettingKnowledge
{
    /// <summary>Cannot be told from here.</summary>
    Unknown,

    /// <summary>Nothing is said about it, so that the client's default counts.</summary>
    Default,

    /// <summary>A constant is stated: <see cref="SettingValue.Text"/>.</summary>
    Stated,
}

/// <summary>What is known of a setting, with the piece of source that says so.</summary>
/// <param name="Knowledge">How much is known.</param>
/// <param name="Text">The stated constant: as text, or the name of the enum's member; null takes the setting back to its default.</param>
/// <param name="Source">What states it, or for <see cref="SettingKnowledge.Default"/> the creation that does not.</param>
/// <param name="IsRawEntry">Whether it is stated as an entry of a dictionary and not of a typed configuration.</param>
internal readonly record struct SettingValue(SettingKnowledge Knowledge, string? Text = null, SyntaxNode? Source = null, bool IsRawEntry = false)
{
    public static SettingValue Unknown { get; }

    /// <summary>Whether it comes from a helper: other callers use what that returns, so that its default is nobody's mistake there.</summary>
    public bool IsFromHelper { get; init; }

    public bool IsDefault => Knowledge == SettingKnowledge.Default;

    public bool IsStated => Knowledge == SettingKnowledge.Stated;

    /// <summary>A flag as the client reads it; null when nothing is stated, or no flag.</summary>
    public bool? AsFlag() => Text?.ToLowerInvariant() switch
    {
        "true" or "t" or "1" => true,
        "false" or "f" or "0" => false,
        _ => null,
    };

    /// <summary>A number as the client reads it; null when nothing is stated, or no number.</summary>
    public double? AsNumber() =>
        double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;

    public bool IsText(string other) => string.Equals(Text, other, StringComparison.OrdinalIgnoreCase);

    public static SettingValue DefaultOf(SyntaxNode creation) => new(SettingKnowledge.Default, Source: creation);

    /// <summary>What it means to assign a value to the setting.</summary>
    public static SettingValue Read(IOperation value, SyntaxNode source, bool isRawEntry)
    {
        while (!value.ConstantValue.HasValue && value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        return value switch
        {
            { ConstantValue: { HasValue: true, Value: { } constant } } =>
                new(SettingKnowledge.Stated, TextOf(constant, value.Type), source, isRawEntry),
            { ConstantValue.HasValue: true } or IDefaultValueOperation { Type.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } =>
                new(SettingKnowledge.Stated, null, source, isRawEntry),
            _ => new(SettingKnowledge.Unknown, null, source, isRawEntry),
        };
    }

    private static string TextOf(object constant, ITypeSymbol? type)
    {
        IFieldSymbol? member = type is { TypeKind: TypeKind.Enum }
            ? type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => field.HasConstantValue && Equals(field.ConstantValue, constant))
            : null;
        return member?.Name ?? Convert.ToString(constant, CultureInfo.InvariantCulture) ?? "";
    }
}
