using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace BatchGen.Analyzers.Rules.Kafka.Configuration;

/// <summary>A rule on one setting of the configurations that clients are built from.</summary>
/// <remarks>
/// What is stated in so many words is reported where that stands. What is wrong by default is reported only where a client is seen to
/// be built from the configuration, and nothing else gets hold of it that may complete it.
/// </remarks>
internal abstract class ConfigurationRule(DiagnosticDescriptor descriptor, ClientSetting setting) : Rule(descriptor), IKafkaRule
{
    /// <summary>What is wrong with a value: the arguments of the message, or null when it is right or cannot be judged.</summary>
    /// <param name="value">A default or a constant, whose text is null where it takes the setting back to the default.</param>
    protected abstract object[]? Judge(SettingValue value);

    public virtual void Register(KafkaRegistration registration) => registration.Configurations.Add(this);

    /// <summary>Checks the configuration that a client is built from.</summary>
    public void CheckBuilder(IObjectCreationOperation builder, Action<Diagnostic> report, KafkaSymbols kafka, ConfigEvaluator evaluator)
    {
        if (!ConfigValues.IsBuilder(builder.Type, setting.Client, kafka))
        {
            return;
        }

        IOperation config = ConfigValues.Unwrap(builder.Arguments[0].Value);
        if (config is ILocalReferenceOperation local && !IsFirstSink(local, kafka))
        {
            return;
        }

        SettingValue value = evaluator.Evaluate(config, setting);
        if (!value.IsFromHelper)
        {
            ReportConfig(report, value);
        }
        else if (value.IsDefault || value is { IsRawEntry: true, IsStated: true })
        {
            // Another caller of the helper may complete what it gives; this one does not. And nothing in it shows that an entry is for Kafka.
            Report(report, config.Syntax.GetLocation(), value);
        }
    }

    /// <summary>Checks an assignment to a property of a configuration.</summary>
    public void CheckAssignment(IAssignmentOperation assignment, Action<Diagnostic> report, KafkaSymbols kafka)
    {
        if (ConfigValues.IsSetting(assignment.Target, setting, kafka)
            && SettingValue.Read(assignment.Value, assignment.Syntax, isRawEntry: false) is { } value
            && IsWrong(value)
            && !IsSetOtherwise(assignment, VariableHolding(assignment), kafka))
        {
            Report(report, assignment.Syntax.GetLocation(), value);
        }
    }

    /// <summary>Checks a call that sets a key of a configuration.</summary>
    public void CheckSet(IInvocationOperation call, Action<Diagnostic> report, KafkaSymbols kafka)
    {
        if (call is { Arguments.Length: 2, Instance: { } instance }
            && ConfigValues.IsConfigOf(instance.Type, setting.Client, kafka)
            && ConfigValues.ReadEntry(call.Arguments[0].Value, call.Arguments[1].Value, setting, call.Syntax, isRawEntry: false) is { } value
            && IsWrong(value)
            && !IsSetOtherwise(call, ConfigValues.VariableOf(instance), kafka))
        {
            Report(report, call.Syntax.GetLocation(), value);
        }
    }

    /// <summary>Checks the configurations in the fields of a type, once all their uses are known.</summary>
    public void CheckFields(ConfigField fields, Action<Diagnostic> report)
    {
        foreach (SettingValue value in fields.Values(setting).Where(static value => !value.IsFromHelper))
        {
            ReportConfig(report, value);
        }
    }

    // A constant of a typed configuration is reported where it is assigned, whether a client is built from it or not.
    private void ReportConfig(Action<Diagnostic> report, SettingValue value)
    {
        if (value is { IsDefault: true, Source: { } creation })
        {
            Report(report, HeadOf(creation), value);
        }
        else if (value is { IsStated: true, IsRawEntry: true, Source: { } entry })
        {
            Report(report, entry.GetLocation(), value);
        }
    }

    private void Report(Action<Diagnostic> report, Location location, SettingValue value)
    {
        if (Judge(value) is { } arguments)
        {
            report(Diagnostic.Create(RawDescriptor, location, arguments));
        }
    }

    private bool IsWrong(SettingValue value) => value.IsStated && Judge(value) is not null;

    // A configuration that two clients are built from is one mistake.
    private bool IsFirstSink(ILocalReferenceOperation sink, KafkaSymbols kafka) =>
        ConfigEvaluator.ReferencesTo(sink.Local, sink)
            .Where(reference => ConfigUse.Of(reference, setting, kafka).Kind == ConfigUseKind.Sink)
            .Select(static reference => reference.Syntax.SpanStart)
            .DefaultIfEmpty(sink.Syntax.SpanStart)
            .Min() == sink.Syntax.SpanStart;

    private static ISymbol? VariableHolding(IAssignmentOperation assignment)
    {
        if (((IPropertyReferenceOperation)assignment.Target).Instance is { } instance and not IInstanceReferenceOperation)
        {
            return ConfigValues.VariableOf(instance);
        }

        // In an object initializer: what the created object is assigned to.
        IOperation? creation = assignment.Parent?.Parent;
        return creation is null ? null : ConfigValues.ParentOf(creation) switch
        {
            ISimpleAssignmentOperation outer => ConfigValues.VariableOf(outer.Target),
            { } parent => ConfigValues.VariableOf(parent),
            null => null,
        };
    }

    private bool IsSetOtherwise(IOperation assignment, ISymbol? variable, KafkaSymbols kafka) =>
        variable is not null && ConfigValues.Root(assignment).Descendants().Any(operation =>
            SymbolEqualityComparer.Default.Equals(ConfigValues.VariableOf(operation), variable)
            && ConfigUse.Of(operation, setting, kafka) is { Kind: ConfigUseKind.Sets } use
            && !IsWrong(use.Value));

    private static Location HeadOf(SyntaxNode creation) => creation switch
    {
        ObjectCreationExpressionSyntax named => Location.Create(named.SyntaxTree, TextSpan.FromBounds(named.SpanStart, named.Type.Span.End)),
        ImplicitObjectCreationExpressionSyntax unnamed =>
            Location.Create(unnamed.SyntaxTree, TextSpan.FromBounds(unnamed.SpanStart, unnamed.ArgumentList.Span.End)),
        _ => creation.GetLocation(),
    };
}
