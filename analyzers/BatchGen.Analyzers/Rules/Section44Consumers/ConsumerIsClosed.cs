using BatchGen.Analyzers.Rules.Kafka;
using BatchGen.Analyzers.Rules.Kafka.Configuration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section44Consumers;

/// <summary>BWS4410: <c>Close</c> tells the group that the consumer leaves; <c>Dispose</c> alone lets the group find out.</summary>
internal sealed class ConsumerIsClosed() : Rule(Definition), IKafkaRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS4410",
        RuleCategory.Consumers,
        DiagnosticSeverity.Warning,
        clause: "4.4",
        title: "A consumer is closed",
        messageFormat: "Consumer '{0}' is disposed without Close, and its group waits for the session timeout: call {0}.Close() first, in a finally",
        description: "A consumer that does not leave its group keeps its partitions until the session times out, and nobody reads them.");

    public void Register(KafkaRegistration registration)
    {
        KafkaSymbols kafka = registration.Kafka;
        registration.Start.RegisterOperationAction(
            context =>
            {
                IVariableDeclaratorOperation declarator = (IVariableDeclaratorOperation)context.Operation;
                if (declarator.Initializer?.Value is { } value
                    && ClientUse.IsBuild(ConfigValues.Unwrap(value), kafka.ConsumerBuilder)
                    && IsDisposedOnly(declarator)
                    && declarator.Syntax is VariableDeclaratorSyntax syntax)
                {
                    context.ReportDiagnostic(Diagnostic.Create(RawDescriptor, syntax.Identifier.GetLocation(), declarator.Symbol.Name));
                }
            },
            OperationKind.VariableDeclarator);
        registration.Start.RegisterSymbolStartAction(context => CheckFields(context, kafka), SymbolKind.NamedType);
    }

    private static bool IsDisposedOnly(IVariableDeclaratorOperation declarator)
    {
        string?[] members = [.. ClientUse.ReferencesTo(declarator.Symbol, declarator).Select(ClientUse.MemberOf)];
        return members.All(static member => member is not null and not "Close")
            && members.Contains("Subscribe")
            && (ClientUse.IsInUsing(declarator) || members.Contains("Dispose"));
    }

    private void CheckFields(SymbolStartAnalysisContext context, KafkaSymbols kafka)
    {
        if (!((INamedTypeSymbol)context.Symbol).GetMembers().Any(member => ConsumerField.IsCandidate(member, kafka)))
        {
            return;
        }

        ConsumerField fields = new(kafka);
        context.RegisterOperationAction(fields.OnInitializer, OperationKind.FieldInitializer);
        context.RegisterOperationAction(fields.OnReference, OperationKind.FieldReference);
        context.RegisterSymbolEndAction(end =>
        {
            foreach ((string name, Location dispose) in fields.DisposedOnly())
            {
                end.ReportDiagnostic(Diagnostic.Create(RawDescriptor, dispose, name));
            }
        });
    }
}
