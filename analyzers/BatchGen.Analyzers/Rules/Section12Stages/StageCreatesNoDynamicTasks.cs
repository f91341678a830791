using BatchGen.Analyzers.Parsing;
using BatchGen.Analyzers.Rules.StageBodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section12Stages;

/// <summary>BWS1203: work that a stage starts beside itself has no name in the flow, no retry and no timeout.</summary>
internal sealed class StageCreatesNoDynamicTasks() : Rule(Definition), IStageBodyRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS1203",
        RuleCategory.Stages,
        DiagnosticSeverity.Warning,
        clause: "1.2",
        title: "A stage creates no tasks dynamically",
        messageFormat: "{0} of job '{1}' starts work of its own with '{2}': do it in the stage, or say why not with [DynamicTasks(\"reason\")]",
        description: "Work that a stage starts beside itself is no task of the flow: nothing names, retries, limits or times it.");

    public void Check(StageBody stage)
    {
        if (!string.IsNullOrWhiteSpace(stage.Stage.DynamicTasks))
        {
            return;
        }

        foreach (IOperation operation in stage.Operations)
        {
            if (Started(operation, stage.Known) is { } name)
            {
                SyntaxNode place = operation.Syntax is InvocationExpressionSyntax call ? call.Expression : operation.Syntax;
                stage.Report(this, place.GetLocation(), stage.Stage.DisplayName, stage.Stage.JobName, name);
            }
        }
    }

    private static string? Started(IOperation operation, KnownTypes known) => operation switch
    {
        IInvocationOperation { TargetMethod: { } method } => Started(method, known),
        IObjectCreationOperation { Type: { } type } when KnownTypes.Is(type, known.Thread) => "new Thread",
        IObjectCreationOperation { Type: { } type } when KnownTypes.Is(type, known.Task) || KnownTypes.Is(type, known.TaskOfT) => "new Task",
        _ => null,
    };

    private static string? Started(IMethodSymbol method, KnownTypes known)
    {
        INamedTypeSymbol type = method.ContainingType;
        bool starts = method.Name switch
        {
            "Run" => KnownTypes.Is(type, known.Task),
            "StartNew" => KnownTypes.Is(type, known.TaskFactory) || KnownTypes.Is(type, known.TaskFactoryOfT),
            "QueueUserWorkItem" or "UnsafeQueueUserWorkItem" => KnownTypes.Is(type, known.ThreadPool),
            "For" or "ForEach" or "ForAsync" or "ForEachAsync" or "Invoke" => KnownTypes.Is(type, known.Parallel),
            _ => false,
        };
        return !starts ? null : method.Name == "StartNew" ? "Task.Factory.StartNew" : $"{type.Name}.{method.Name}";
    }
}
