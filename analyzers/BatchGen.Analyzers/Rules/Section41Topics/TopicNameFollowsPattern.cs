using System.Collections.Immutable;
using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Kafka;
using BatchGen.Analyzers.Rules.Options;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section41Topics;

/// <summary>BWS4101: topics of jobs, and constant topics of any Kafka call.</summary>
internal sealed class TopicNameFollowsPattern() : Rule(Definition), IJobRule, IKafkaRule
{
    /// <summary>The corrected name, for the fix; absent when there is no obvious one.</summary>
    public const string SuggestionProperty = "Suggestion";

    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS4101",
        RuleCategory.Topics,
        DiagnosticSeverity.Error,
        clause: "4.1",
        title: "A topic name follows the pattern",
        messageFormat: "Topic '{0}' of {1} {2}",
        description: "Topics are named {domain}.{entity}.{version}, so that their owner and the version of their schema are in the name.",
        blocks: true);

    public IEnumerable<Finding> Check(JobSpec job, RuleOptions options)
    {
        for (int index = 0; index < job.Stages.Count; index++)
        {
            StageSpec stage = job.Stages[index];
            bool hasTopic = stage.Kind is StageKind.Publish or StageKind.Load && !(stage.Topic is null && stage.IsUnresolved);
            string topic = stage.Topic ?? "";
            if (hasTopic && TopicJudge.ProblemOf(topic, options) is { } problem)
            {
                yield return new(
                    Anchor.Stage(index, "topic"),
                    topic,
                    $"[{stage.Kind}] method '{stage.Method.Name}' of job '{job.Name ?? job.Declaration.NestedName}'",
                    problem)
                {
                    Properties = Suggestion(topic, options),
                };
            }
        }
    }

    public void Register(KafkaRegistration registration)
    {
        KafkaSymbols kafka = registration.Kafka;
        registration.Start.RegisterOperationAction(
            operation =>
            {
                IInvocationOperation call = (IInvocationOperation)operation.Operation;
                if (call.TargetMethod.Name is "Produce" or "ProduceAsync" && KafkaSymbols.IsMethodOf(call.TargetMethod, kafka.Producer)
                    || call.TargetMethod.Name is "Subscribe" && KafkaSymbols.IsMethodOf(call.TargetMethod, kafka.Consumer))
                {
                    Check(operation, registration, call.Arguments, $"{call.TargetMethod.Name} call");
                }
            },
            OperationKind.Invocation);
        registration.Start.RegisterOperationAction(
            operation =>
            {
                IObjectCreationOperation creation = (IObjectCreationOperation)operation.Operation;
                if (KafkaSymbols.Is(creation.Type, kafka.TopicPartition) || KafkaSymbols.Is(creation.Type, kafka.TopicPartitionOffset))
                {
                    Check(operation, registration, creation.Arguments, creation.Type!.Name);
                }
            },
            OperationKind.ObjectCreation);
    }

    private void Check(
        OperationAnalysisContext context, KafkaRegistration registration, ImmutableArray<IArgumentOperation> arguments, string place)
    {
        IArgumentOperation? first = arguments.FirstOrDefault(static argument => argument.Parameter?.Ordinal == 0);
        if (first is null)
        {
            return;
        }

        foreach ((string topic, IOperation piece) in ConstantTopics.In(first.Value))
        {
            RuleOptions options = registration.OptionsFor(piece.Syntax.SyntaxTree);
            string source = TopicName.WithoutDeadLetterSuffix(topic);
            if (TopicJudge.ProblemOf(source, options) is { } problem)
            {
                string suffix = topic.Substring(source.Length);
                context.ReportDiagnostic(Diagnostic.Create(
                    RawDescriptor, piece.Syntax.GetLocation(), Suggestion(source, options, suffix), topic, place, problem));
            }
        }
    }

    private static ImmutableDictionary<string, string?> Suggestion(string topic, RuleOptions options, string suffix = "") =>
        TopicName.Suggest(topic) is { } suggestion && TopicJudge.ProblemOf(suggestion, options) is null
            ? ImmutableDictionary<string, string?>.Empty.Add(SuggestionProperty, suggestion + suffix)
            : ImmutableDictionary<string, string?>.Empty;
}
