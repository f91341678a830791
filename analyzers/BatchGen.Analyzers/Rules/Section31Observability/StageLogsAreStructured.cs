using System.Collections.Immutable;
using BatchGen.Analyzers.Parsing;
using BatchGen.Analyzers.Rules.StageBodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section31Observability;

/// <summary>BWS3101: text on a console, and values that are pasted into a message, cannot be searched by batch, task or value.</summary>
internal sealed class StageLogsAreStructured() : Rule(Definition), IStageBodyRule
{
    /// <summary>The logger's method that says the same as the call, for the fix.</summary>
    public const string MethodProperty = "Method";

    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS3101",
        RuleCategory.Observability,
        DiagnosticSeverity.Warning,
        clause: "3.1",
        title: "A stage writes structured logs",
        messageFormat: "{0} of job '{1}' {2}",
        description: "A structured log has a message template and named values, and carries batch_id and task_name; only that can be searched and counted.");

    public void Check(StageBody stage)
    {
        foreach (IOperation operation in stage.Operations)
        {
            if (operation is not IInvocationOperation call)
            {
                continue;
            }

            if (Unstructured(call, stage.Known) is { } method)
            {
                SyntaxNode place = call.Syntax is InvocationExpressionSyntax { Expression: { } called } ? called : call.Syntax;
                stage.Report(
                    this,
                    place.GetLocation(),
                    ImmutableDictionary<string, string?>.Empty.Add(MethodProperty, method),
                    stage.Stage.DisplayName,
                    stage.Stage.JobName,
                    $"writes text with '{place}', without batch_id and task_name: use the Logger of the BatchContext");
            }
            else if (PastedMessage(call, stage.Known) is { } message)
            {
                stage.Report(
                    this,
                    message.Syntax.GetLocation(),
                    stage.Stage.DisplayName,
                    stage.Stage.JobName,
                    $"pastes values into the message of '{call.TargetMethod.Name}', where they cannot be searched: "
                        + "write a template with named placeholders, and the values as arguments");
            }
        }
    }

    private static string? Unstructured(IInvocationOperation call, KnownTypes known)
    {
        string name = call.TargetMethod.Name;
        INamedTypeSymbol type = call.TargetMethod.ContainingType;
        if (!name.StartsWith("Write", StringComparison.Ordinal) && !name.StartsWith("Trace", StringComparison.Ordinal) && name is not "Print")
        {
            return null;
        }

        if (KnownTypes.Is(type, known.Console))
        {
            return "LogInformation";
        }

        if (KnownTypes.Is(type, known.Debug) || KnownTypes.Is(type, known.Trace))
        {
            return name switch
            {
                "TraceError" => "LogError",
                "TraceWarning" => "LogWarning",
                "TraceInformation" => "LogInformation",
                _ => "LogDebug",
            };
        }

        return call.Instance is IPropertyReferenceOperation { Property: { Name: "Out" or "Error" } writer } && KnownTypes.Is(writer.ContainingType, known.Console)
            ? writer.Name == "Error" ? "LogError" : "LogInformation"
            : null;
    }

    private static IOperation? PastedMessage(IInvocationOperation call, KnownTypes known)
    {
        if (!KnownTypes.Is(call.TargetMethod.ContainingType, known.LoggerExtensions))
        {
            return null;
        }

        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument is { Parameter.Name: "message" or "messageFormat", Value: { } value })
            {
                return IsPasted(value.Core()) ? value : null;
            }
        }

        return null;
    }

    private static bool IsPasted(IOperation message) => !message.ConstantValue.HasValue && message switch
    {
        IInterpolatedStringOperation => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } => true,
        IInvocationOperation { TargetMethod: { Name: "Format" or "Concat", ContainingType.SpecialType: SpecialType.System_String } } => true,
        _ => false,
    };
}
