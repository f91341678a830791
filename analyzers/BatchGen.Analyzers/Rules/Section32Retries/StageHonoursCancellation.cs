using System.Collections.Immutable;
using BatchGen.Analyzers.Rules.Section32Retries.Cancellation;
using BatchGen.Analyzers.Rules.StageBodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section32Retries;

/// <summary>BWS3208: a call that is not given the stage's token goes on when the stage has timed out or the process is to stop.</summary>
internal sealed class StageHonoursCancellation() : Rule(Definition), IStageBodyRule
{
    /// <summary>The name of the token's parameter, for the fix.</summary>
    public const string ParameterProperty = "Parameter";

    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS3208",
        RuleCategory.Retries,
        DiagnosticSeverity.Warning,
        clause: "3.2",
        title: "A stage honours cancellation",
        messageFormat: "{0} of job '{1}' calls '{2}' without a CancellationToken, so that it goes on after a timeout or stop: {3}",
        description: "The timeout of a stage and a graceful stop are told by its token; what is not given the token is not ended by them.");

    public void Check(StageBody stage)
    {
        if (stage.Known.CancellationToken is null)
        {
            return;
        }

        TokenOverloads overloads = new(stage);
        foreach (IOperation operation in stage.Operations)
        {
            if (operation is IInvocationOperation call
                && !call.IsCleanup()
                && !IsInQueryTree(call)
                && overloads.MissingToken(call) is { } parameter
                && NameOf(call) is { } name)
            {
                stage.Report(
                    this,
                    name.GetLocation(),
                    ImmutableDictionary<string, string?>.Empty.Add(ParameterProperty, parameter.Name),
                    stage.Stage.DisplayName,
                    stage.Stage.JobName,
                    call.TargetMethod.Name,
                    overloads.InReach(call) is { } token ? $"pass '{token}'" : "take a CancellationToken and pass it");
            }
        }
    }

    // An expression tree is translated and not run.
    private static bool IsInQueryTree(IOperation call) => call.Ancestors().Any(static around =>
        around is IConversionOperation { Type: INamedTypeSymbol { Name: "Expression", ContainingNamespace.Name: "Expressions" }, Operand: IAnonymousFunctionOperation });

    private static SimpleNameSyntax? NameOf(IInvocationOperation call) => (call.Syntax as InvocationExpressionSyntax)?.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        SimpleNameSyntax name => name,
        _ => null,
    };
}
