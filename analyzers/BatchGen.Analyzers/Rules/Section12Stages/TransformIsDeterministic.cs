using System.Collections.Immutable;
using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Determinism;
using BatchGen.Analyzers.Rules.StageBodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section12Stages;

/// <summary>BWS1204: a transform that reads a clock or makes up a value gives other records when it is run again.</summary>
internal sealed class TransformIsDeterministic() : Rule(Definition), IStageBodyRule
{
    /// <summary>What to read of the <c>BatchContext</c> in place of a clock, for the fix.</summary>
    public const string ReplacementProperty = "Replacement";

    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS1204",
        RuleCategory.Stages,
        DiagnosticSeverity.Warning,
        clause: "1.2",
        title: "A transform is deterministic",
        messageFormat: "{0} of job '{1}' takes {2} from '{3}'{4}: a rerun gives other records; {5}",
        description: "A retry or a rerun of a slot must give the same records, or what was written before is not replaced but contradicted.");

    public void Check(StageBody stage)
    {
        if (stage.Stage.Kind != StageKind.Transform)
        {
            return;
        }

        VolatileValues values = VolatileValues.Of(stage.Known);
        Lazy<HashSet<SyntaxNode>> identities = new(() => IdentitiesIn(stage));
        foreach (IOperation operation in stage.Operations)
        {
            if (Judge(operation, values) is { } value)
            {
                if (!Telemetry.IsOnlyRecorded(operation, stage) && !identities.Value.Contains(operation.Syntax))
                {
                    Report(stage, operation, value, through: null);
                }
            }
            else if (InHelper(operation, stage, values) is { } inside
                && !Telemetry.IsOnlyRecorded(operation, stage)
                && !identities.Value.Contains(operation.Syntax))
            {
                Report(stage, operation, inside, HelperName(operation));
            }
        }
    }

    // What a record id or key is given is reported by the rules on those.
    private static HashSet<SyntaxNode> IdentitiesIn(StageBody stage) =>
    [
        .. new[] { stage.Known.RecordId, stage.Known.RecordKey }
            .Select(attribute => new IdentitySinks(stage.Known, new IdentityMembers(attribute)))
            .SelectMany(sinks => stage.Blocks.SelectMany(block => sinks.In(block, static _ => false)))
            .Select(static identity => identity.Source.Source.Syntax),
    ];

    private static VolatileValue? Judge(IOperation operation, VolatileValues values) => values.Find(operation) switch
    {
        // Measuring and counting are about the work and not about the record.
        { Kind: VolatileKind.Duration or VolatileKind.Counter } => null,
        { Kind: VolatileKind.HashCode } when IsForLookup(operation) => null,
        { Kind: VolatileKind.Random } when IsSource(operation) => null,
        var value => value,
    };

    // A hash code that is compared or looked up never leaves the process.
    private static bool IsForLookup(IOperation operation) => operation.Parent switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } => true,
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod.ContainingNamespace.Name: { } space } } =>
            space is "Collections" or "Generic" or "Concurrent" or "Immutable" or "Frozen",
        _ => false,
    };

    // What is drawn from it is reported, and not the source as well.
    private static bool IsSource(IOperation operation) => operation is not IInvocationOperation
        && (operation.Parent is IInvocationOperation { Instance: { } instance }
            ? instance == operation
            : operation.Ancestors().Any(static around => around is IVariableDeclaratorOperation));

    private static string? HelperName(IOperation operation) => operation switch
    {
        IInvocationOperation call => call.TargetMethod.Name,
        IPropertyReferenceOperation property => property.Property.Name,
        _ => null,
    };

    private static VolatileValue? InHelper(IOperation operation, StageBody stage, VolatileValues values)
    {
        IMethodSymbol? helper = operation switch
        {
            IInvocationOperation { TargetMethod: { MethodKind: MethodKind.Ordinary } method } => method,
            IPropertyReferenceOperation { Property.GetMethod: { } getter } => getter,
            _ => null,
        };
        if (helper is null || operation.Parent is INameOfOperation || stage.BodyOfHelper(helper) is not { } body)
        {
            return null;
        }

        // Of a helper only what it gives back is followed.
        return body.Descendants()
            .Where(static inside => inside.Ancestors().Any(static around => around is IReturnOperation))
            .Select(inside => Judge(inside, values))
            .FirstOrDefault(static value => value is not null);
    }

    private void Report(StageBody stage, IOperation operation, VolatileValue value, string? through) => stage.Report(
        this,
        operation.Syntax.GetLocation(),
        through is null && Replacement(value) is { } replacement
            ? ImmutableDictionary<string, string?>.Empty.Add(ReplacementProperty, replacement)
            : ImmutableDictionary<string, string?>.Empty,
        stage.Stage.DisplayName,
        stage.Stage.JobName,
        value.Category,
        value.Name,
        through is null ? "" : $" by way of '{through}'",
        Advice(value.Kind));

    // DateTime.Now as well: a time zone is a fact of the environment.
    private static string? Replacement(VolatileValue value) => value.Name switch
    {
        "DateTime.Now" or "DateTime.UtcNow" => "ScheduledAt.UtcDateTime",
        "DateTime.Today" => "ScheduledAt.UtcDateTime.Date",
        "DateTimeOffset.Now" or "DateTimeOffset.UtcNow" or "TimeProvider.GetUtcNow()" or "TimeProvider.GetLocalNow()" => "ScheduledAt",
        _ => null,
    };

    private static string Advice(VolatileKind kind) => kind switch
    {
        VolatileKind.Time => "take ScheduledAt of the BatchContext",
        VolatileKind.HashCode => "take a hash that is the same in every process, such as SHA-256",
        VolatileKind.Environment => "read it in the extract stage, or from the job's configuration",
        _ => "derive it from the record and from BatchId of the BatchContext",
    };
}
