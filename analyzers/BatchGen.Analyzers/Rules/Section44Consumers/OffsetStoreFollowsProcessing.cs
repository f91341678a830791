using System.Collections.Immutable;
using BatchGen.Analyzers.Rules.Kafka;
using BatchGen.Analyzers.Rules.Kafka.Configuration;
using BatchGen.Analyzers.Rules.Section44Consumers.Flow;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section44Consumers;

/// <summary>
/// BWS4404: a stored offset is committed by the next <c>Commit()</c> or on a timer, so that it is stored after processing, and by hand
/// alone.
/// </summary>
internal sealed class OffsetStoreFollowsProcessing() : ConfigurationRule(Definition, ClientSetting.EnableAutoOffsetStore)
{
    /// <summary>The property of a report on a call of <c>StoreOffset</c>.</summary>
    public const string EarlyStore = "EarlyStore";

    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS4404",
        RuleCategory.Consumers,
        DiagnosticSeverity.Error,
        clause: "4.4",
        title: "An offset is stored after processing",
        messageFormat: "{0}",
        description: "A stored offset is committed by the next commit without arguments, or on a timer: a stop between store and processing loses the record.");

    private static readonly ImmutableDictionary<string, string?> OfCall = ImmutableDictionary<string, string?>.Empty.Add(EarlyStore, "");

    public override void Register(KafkaRegistration registration)
    {
        base.Register(registration);
        registration.Commits.Listen((found, report) =>
        {
            foreach (SyntaxNode store in found.EarlyStores)
            {
                string text = $"'{store}' can store the offset of a record before it is processed: store it after processing has returned or was awaited";
                report(Diagnostic.Create(RawDescriptor, store.GetLocation(), OfCall, text));
            }
        });
    }

    // The client's default is on. It matters where the code stores offsets itself: what it has not stored yet is committed as well.
    protected override object[]? Judge(SettingValue value)
    {
        bool isOn = value.IsDefault || value.Text is null || value.AsFlag() == true;
        return isOn && value.Source is { } source && StoredOffsets.AreStoredByHandAround(source)
            ? [$"The client stores the offset of each polled record{(value.IsDefault ? " by default" : "")}, beside the code that calls StoreOffset: "
                + "set EnableAutoOffsetStore = false"]
            : null;
    }
}
