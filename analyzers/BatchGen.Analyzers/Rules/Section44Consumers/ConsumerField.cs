using System.Collections.Concurrent;
using BatchGen.Analyzers.Rules.Kafka;
using BatchGen.Analyzers.Rules.Kafka.Configuration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section44Consumers;

/// <summary>Follows consumers in private fields of one type: all that is done with them is known when the type ends.</summary>
internal sealed class ConsumerField(KafkaSymbols kafka)
{
    private readonly ConcurrentDictionary<IFieldSymbol, ConcurrentBag<(string? Member, SyntaxNode Syntax)>> _uses =
        new(SymbolEqualityComparer.Default);

    public static bool IsCandidate(ISymbol member, KafkaSymbols kafka) =>
        member is IFieldSymbol { DeclaredAccessibility: Accessibility.Private, IsImplicitlyDeclared: false } field
        && KafkaSymbols.Is(field.Type, kafka.Consumer);

    public void OnInitializer(OperationAnalysisContext context)
    {
        IFieldInitializerOperation initializer = (IFieldInitializerOperation)context.Operation;
        foreach (IFieldSymbol field in initializer.InitializedFields.Where(field => IsCandidate(field, kafka)))
        {
            Add(field, MemberOf(initializer.Value), initializer.Syntax);
        }
    }

    public void OnReference(OperationAnalysisContext context)
    {
        IFieldReferenceOperation reference = (IFieldReferenceOperation)context.Operation;
        if (IsCandidate(reference.Field, kafka))
        {
            string? member = ConfigValues.ParentOf(reference) is ISimpleAssignmentOperation assignment && assignment.Target == reference
                ? MemberOf(assignment.Value)
                : ClientUse.MemberOf(reference);
            Add(reference.Field, member, reference.Syntax);
        }
    }

    /// <summary>The fields that the type builds, subscribes and disposes, and never closes: their names, and where they are disposed.</summary>
    public IEnumerable<(string Name, Location Dispose)> DisposedOnly()
    {
        foreach (KeyValuePair<IFieldSymbol, ConcurrentBag<(string? Member, SyntaxNode Syntax)>> field in _uses)
        {
            (string? Member, SyntaxNode Syntax)[] uses = [.. field.Value.OrderBy(static use => use.Syntax.SpanStart)];
            if (uses.All(static use => use.Member is not null and not "Close")
                && uses.Any(static use => use.Member == "Build")
                && uses.Any(static use => use.Member == "Subscribe")
                && uses.FirstOrDefault(static use => use.Member == "Dispose").Syntax is { } dispose)
            {
                yield return (field.Key.Name, dispose.GetLocation());
            }
        }
    }

    // What the field is given: a consumer that is built there and then, or null; anybody else's is anybody else's to close.
    private string? MemberOf(IOperation value) =>
        ClientUse.IsBuild(ConfigValues.Unwrap(value), kafka.ConsumerBuilder) ? "Build"
        : ConfigValues.Unwrap(value).ConstantValue is { HasValue: true, Value: null } ? ""
        : null;

    private void Add(IFieldSymbol field, string? member, SyntaxNode syntax) => _uses.GetOrAdd(field, static _ => []).Add((member, syntax));
}
