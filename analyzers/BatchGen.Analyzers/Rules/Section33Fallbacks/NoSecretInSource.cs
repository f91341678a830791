using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Parsing;
using BatchGen.Analyzers.Rules.Options;
using BatchGen.Analyzers.Rules.Section33Fallbacks.Secrets;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section33Fallbacks;

/// <summary>
/// BWS3304: a secret in source is in every clone, package and log of a build. The message names the setting and never what it is set to.
/// </summary>
internal sealed class NoSecretInSource() : Rule(Definition), IJobRule, ICodeRule
{
    private const string FromConfiguration = "read it from the configuration or the environment";

    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS3304",
        RuleCategory.Fallbacks,
        DiagnosticSeverity.Error,
        clause: "3.3",
        title: "No secret is in source",
        messageFormat: "{0} holds {1} in source, where everybody has it who has the code: {2}, and replace the secret",
        description: "Tokens, passwords and keys come from the configuration, the environment or a secret store; source names them only.");

    public IEnumerable<Finding> Check(JobSpec job, RuleOptions options)
    {
        foreach ((Anchor anchor, string place, string? text) in Texts(job))
        {
            if (text is not null && SecretText.KindOf(text) is { } kind)
            {
                yield return new(anchor, $"{place} of job '{job.DisplayName}'", kind, "write a name and put its value into the configuration");
            }
        }
    }

    public void Register(CompilationStartAnalysisContext start, KnownTypes known)
    {
        SecretSettings settings = new(known);
        if (!settings.HasAny || !SourceWords.Mention(start.Compilation, SourceSubject.Kafka | SourceSubject.Credentials, start.CancellationToken))
        {
            return;
        }

        start.RegisterOperationAction(context => CheckAssignment(context, settings), OperationKind.SimpleAssignment);
        start.RegisterOperationAction(context => CheckCreation(context, settings), OperationKind.ObjectCreation);
        start.RegisterOperationAction(context => CheckCall(context, settings), OperationKind.Invocation);
    }

    private static IEnumerable<(Anchor Anchor, string Place, string? Text)> Texts(JobSpec job)
    {
        yield return (Anchor.Fallback("store"), "The fallback store", job.Fallback?.Store);
        yield return (Anchor.Job(nameof(job.Owner)), "Owner", job.Owner);
        yield return (Anchor.Job(nameof(job.Escalation)), "Escalation", job.Escalation);
        yield return (Anchor.Job(nameof(job.Docs)), "Docs", job.Docs);
        for (int index = 0; index < (job.Fallback?.Notify.Count ?? 0); index++)
        {
            yield return (Anchor.Fallback("Notify", index), "A channel", job.Fallback!.Notify[index]);
        }
    }

    private void CheckAssignment(OperationAnalysisContext context, SecretSettings settings)
    {
        ISimpleAssignmentOperation assignment = (ISimpleAssignmentOperation)context.Operation;
        if (assignment.Target is not IPropertyReferenceOperation target)
        {
            return;
        }

        if (settings.IsSecret(target.Property))
        {
            Report(context, assignment.Value, target.Property.Name);
        }
        else if (settings.HasKafka && target.Arguments is [{ Value: { } key }] && KafkaKey(key) is { } name)
        {
            Report(context, assignment.Value, name);
        }
    }

    private void CheckCreation(OperationAnalysisContext context, SecretSettings settings)
    {
        IObjectCreationOperation creation = (IObjectCreationOperation)context.Operation;
        foreach (IArgumentOperation argument in creation.Arguments)
        {
            if (argument.Parameter is { } parameter && settings.IsSecretOfConstructor(parameter))
            {
                Report(context, argument.Value, $"'{parameter.Name}' of {creation.Type?.Name}");
            }
        }

        if (settings.HasKafka
            && creation is { Type.Name: "KeyValuePair", Arguments: [{ Value: { } key }, { Value: { } value }] }
            && KafkaKey(key) is { } name)
        {
            Report(context, value, name);
        }
    }

    private void CheckCall(OperationAnalysisContext context, SecretSettings settings)
    {
        IInvocationOperation call = (IInvocationOperation)context.Operation;

        // Config.Set, and Add and TryAdd of any dictionary: the keys are Kafka's alone.
        if (settings.HasKafka
            && call is { TargetMethod.Name: "Set" or "Add" or "TryAdd", Arguments: [{ Value: { } key }, { Value: { } value }] }
            && KafkaKey(key) is { } name)
        {
            Report(context, value, name);
            return;
        }

        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Parameter is { } parameter && settings.IsSecretOfCall(parameter))
            {
                Report(context, argument.Value, $"'{parameter.Name}' of {call.TargetMethod.Name}");
            }
        }
    }

    private static string? KafkaKey(IOperation key) =>
        key.ConstantValue is { HasValue: true, Value: string text } && SecretSettings.IsKafkaKey(text) ? $"'{text}'" : null;

    private void Report(OperationAnalysisContext context, IOperation value, string setting)
    {
        if (value.ConstantValue is { HasValue: true, Value: string secret } && !string.IsNullOrWhiteSpace(secret))
        {
            context.ReportDiagnostic(Diagnostic.Create(RawDescriptor, value.Syntax.GetLocation(), setting, "a secret", FromConfiguration));
        }
    }
}
