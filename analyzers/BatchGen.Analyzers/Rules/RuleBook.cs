using System.Collections.Immutable;
using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Options;
using BatchGen.Analyzers.Rules.Section00Settings;
using BatchGen.Analyzers.Rules.Section10Jobs;
using BatchGen.Analyzers.Rules.Section11Separation;
using BatchGen.Analyzers.Rules.Section12Stages;
using BatchGen.Analyzers.Rules.Section13Idempotency;
using BatchGen.Analyzers.Rules.Section22Deployments;
using BatchGen.Analyzers.Rules.Section21Schedules;
using BatchGen.Analyzers.Rules.Section23Concurrency;
using BatchGen.Analyzers.Rules.Section31Observability;
using BatchGen.Analyzers.Rules.Section32Retries;
using BatchGen.Analyzers.Rules.Section33Fallbacks;
using BatchGen.Analyzers.Rules.Section41Topics;
using BatchGen.Analyzers.Rules.Section42Schemas;
using BatchGen.Analyzers.Rules.Section43Producers;
using BatchGen.Analyzers.Rules.Section44Consumers;
using BatchGen.Analyzers.Rules.Section61Documents;
using BatchGen.Analyzers.Rules.Section71Compliance;

namespace BatchGen.Analyzers.Rules;

/// <summary>All rules, in the order of their ids. The hosts, the generator, the fixes, the documentation and the tests start here.</summary>
internal static class RuleBook
{
    public static ImmutableArray<Rule> All { get; } =
    [
        new OptionIsValid(),
        new JobIsPartial(),
        new JobIsConstructible(),
        new JobNameIsKebabCase(),
        new JobNameIsUnique(),
        new StageBelongsToJob(),
        new StageIsDeclaredOnce(),
        new StageSignatureIsSupported(),
        new StageIsNotAsyncVoid(),
        new StageDoesNotOrchestrate(),
        new JobDeclaresEveryStage(),
        new StageTypesConnect(),
        new StageCreatesNoDynamicTasks(),
        new TransformIsDeterministic(),
        new PayloadDeclaresRecordId(),
        new RecordIdIsDeterministic(),
        new RecordIdIsStable(),
        new JobStatesIdempotency(),
        new JobDeclaresTrigger(),
        new CronIsValid(),
        new CronIsUtc(),
        new CronCanFire(),
        new CronDoesNotOverlap(),
        new DeploymentIsCurrent(),
        new ProductionPoolIsContainer(),
        new JobLimitsConcurrency(),
        new StageLogsAreStructured(),
        new StageDeclaresRetry(),
        new ExtractRetryMeetsStandard(),
        new TransformRetryMeetsStandard(),
        new PublishRetryMeetsStandard(),
        new StageDeclaresTimeout(),
        new RetryBudgetFits(),
        new StageDoesNotSwallowFailures(),
        new StageHonoursCancellation(),
        new StageDoesNotBlock(),
        new JobDeclaresFallback(),
        new FallbackIsDurable(),
        new FallbackNotifies(),
        new NoSecretInSource(),
        new TopicNameFollowsPattern(),
        new DeadLetterTopicEndsInDlq(),
        new TopicHasOnePayloadType(),
        new TopicHasSchema(),
        new SchemaIsCurrent(),
        new SchemaChangeIsCompatible(),
        new PayloadIsSerializable(),
        new PayloadHasSerializerContext(),
        new MessageKeyIsDeterministic(),
        new ProducerAcksAll(),
        new ProducerIsIdempotent(),
        new ProducerCompresses(),
        new ProducerLingersAtMostTen(),
        new ProducerRetriesAtLeastFive(),
        new DeliveryResultIsObserved(),
        new ProducerIsShared(),
        new ConsumerGroupIsDedicated(),
        new AutoCommitIsOff(),
        new CommitFollowsProcessing(),
        new OffsetStoreFollowsProcessing(),
        new FailedRecordIsNotCommitted(),
        new LoadDeclaresRetry(),
        new LoadDeclaresDeadLetter(),
        new ConsumerLivesInBatchNamespace(),
        new ConsumeResultIsChecked(),
        new ConsumerIsClosed(),
        new JobHasTemplate(),
        new JobHasRunbook(),
        new ManifestListsJob(),
        new DocumentHasNoPlaceholders(),
        new SuppressionIsJustified(),
    ];

    public static ImmutableArray<IJobRule> JobRules { get; } = [.. All.OfType<IJobRule>()];

    public static ImmutableArray<IKafkaRule> KafkaRules { get; } = [.. All.OfType<IKafkaRule>()];

    public static ImmutableArray<IJobSetRule> JobSetRules { get; } = [.. All.OfType<IJobSetRule>()];

    public static ImmutableArray<IStageTypeRule> StageTypeRules { get; } = [.. All.OfType<IStageTypeRule>()];
    public static ImmutableArray<IJobInCompilationRule> JobInCompilationRules { get; } = [.. All.OfType<IJobInCompilationRule>()];

    public static ImmutableArray<ICodeRule> CodeRules { get; } = [.. All.OfType<ICodeRule>()];

    public static ImmutableArray<IStageBodyRule> StageBodyRules { get; } = [.. All.OfType<IStageBodyRule>()];

    public static ImmutableArray<IJobFileRule> JobFileRules { get; } = [.. All.OfType<IJobFileRule>()];
    public static ImmutableArray<IRecordCodeRule> RecordCodeRules { get; } = [.. All.OfType<IRecordCodeRule>()];

    private static readonly ImmutableArray<IJobRule> Blocking = [.. JobRules.Where(static rule => ((Rule)rule).Blocks)];

    /// <summary>The rule of an id.</summary>
    /// <exception cref="KeyNotFoundException">No rule has this id.</exception>
    public static Rule Find(string id) =>
        All.FirstOrDefault(rule => rule.Id == id) ?? throw new KeyNotFoundException($"The rule book has no rule '{id}'.");

    /// <summary>
    /// The ids of the blocking rules that a job breaks, in ordinal order. Judged by the standard alone: a house option that asks for
    /// more makes an error of its own, and does not stop the generator.
    /// </summary>
    public static IReadOnlyList<string> BlockingRules(JobSpec job) =>
        [.. Blocking.Where(rule => rule.Check(job, RuleOptions.Standard).Any()).Select(static rule => ((Rule)rule).Id)];
}
