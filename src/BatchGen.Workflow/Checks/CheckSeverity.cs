using Microsoft.CodeAnalysis;

namespace BatchGen.Workflow.Checks;

/// <summary>How much a finding matters, from the least.</summary>
internal enum CheckSeverity
{
    /// <summary>Worth knowing: it may well be right, and this solution alone does not tell.</summary>
    Info,

    /// <summary>Fragile, or not current.</summary>
    Warning,

    /// <summary>It breaks a MUST of the standard, loses or duplicates data.</summary>
    Error,
}

/// <summary>Severities of the compiler as those of a check.</summary>
internal static class CheckSeverities
{
    public static CheckSeverity Of(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => CheckSeverity.Error,
        DiagnosticSeverity.Warning => CheckSeverity.Warning,
        _ => CheckSeverity.Info,
    };

    /// <summary>As output writes it: <c>error</c>, <c>warning</c>, <c>info</c>.</summary>
    public static string Text(this CheckSeverity severity) => severity switch
    {
        CheckSeverity.Error => "error",
        CheckSeverity.Warning => "warning",
        _ => "info",
    };
}
