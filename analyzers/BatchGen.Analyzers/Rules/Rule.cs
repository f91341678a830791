using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules;

/// <summary>
/// One rule of the catalogue. The class name is the rule's name: its fix, tests and documentation carry the same stem. A rule
/// implements the interface of each host that is to run it: <see cref="IJobRule"/>, <see cref="IJobInCompilationRule"/>,
/// <see cref="IJobSetRule"/>, <see cref="IStageTypeRule"/>, <see cref="IStageBodyRule"/>, <see cref="IRecordCodeRule"/>,
/// <see cref="IKafkaRule"/>, <see cref="ICodeRule"/>, <see cref="IJobFileRule"/>.
/// </summary>
internal abstract class Rule(DiagnosticDescriptor descriptor)
{
    /// <summary>Id, texts and severity, as <see cref="RuleDescriptor"/> makes them.</summary>
    public DiagnosticDescriptor Descriptor { get; } = descriptor;

    /// <summary>
    /// The same for code that is no job's: nothing is generated from it, so that a blocking rule may be configured there like any other.
    /// </summary>
    public DiagnosticDescriptor RawDescriptor { get; } = RuleDescriptor.Configurable(descriptor);

    public string Id => Descriptor.Id;

    public string Name => GetType().Name;

    /// <summary>The section of the standard that the rule enforces, for example <c>4.1</c>.</summary>
    public string Clause => RuleDescriptor.ClauseOf(Descriptor);

    /// <summary>Whether the generator cannot emit working code for a job that breaks the rule.</summary>
    public bool Blocks => Descriptor.CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable);
}
