using BatchGen.Analyzers.Rules.Kafka;
using BatchGen.Analyzers.Rules.Section44Consumers.Flow.Failures;
using BatchGen.Analyzers.Rules.Section44Consumers.Flow.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section44Consumers.Flow;

/// <summary>Follows records into the variables of a body, and out of its sight.</summary>
internal sealed class VariableFlow(KafkaSymbols kafka, RecordEffects effects)
{
    public FlowValue Set(object variable, FlowValue value)
    {
        effects.State = effects.State.With(variable, value);
        return value;
    }

    /// <summary>The records that a lambda or local function has from the variables around it.</summary>
    public FlowValue Captured(SyntaxNode function)
    {
        // Only names are compared: a name that is hidden inside the function makes the analysis silent, never wrong.
        HashSet<string> names = [.. function.DescendantTokens().Select(static token => token.ValueText)];
        FlowValue captured = FlowValue.Nothing;
        foreach (KeyValuePair<object, FlowValue> variable in effects.State.Variables)
        {
            if (variable.Key is ISymbol symbol && names.Contains(symbol.Name))
            {
                captured = captured.Union(variable.Value.Kind >= FlowKind.Content ? variable.Value.As(FlowKind.Content) : variable.Value);
            }
        }

        // The function may set a flag as well.
        effects.State = effects.State.WithoutFacts(variable => variable is ISymbol symbol && names.Contains(symbol.Name));
        return captured;
    }

    /// <summary>The records in fields that a method of the type may work on; of others that it may reach nothing is said any more.</summary>
    public FlowValue InFields(IMethodSymbol method)
    {
        FlowValue found = FlowValue.Nothing;
        if (!effects.State.Variables.Keys.Any(static variable => variable is IFieldSymbol or IPropertySymbol))
        {
            return found;
        }

        SyntaxNode? declaration = method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
        HashSet<string> names = [.. declaration?.DescendantTokens().Select(static token => token.ValueText) ?? []];
        bool callsOthers = declaration?.DescendantNodes().OfType<InvocationExpressionSyntax>().Any() ?? true;
        foreach (KeyValuePair<object, FlowValue> variable in effects.State.Variables)
        {
            if (variable.Key is not (IFieldSymbol or IPropertySymbol))
            {
                continue;
            }

            if (names.Contains(((ISymbol)variable.Key).Name))
            {
                found = found.Union(variable.Value.As(FlowKind.Content));
            }
            else if (callsOthers)
            {
                effects.Forget(variable.Value);
            }
        }

        return found;
    }

    /// <param name="target">What is assigned to.</param>
    /// <param name="value">The records of the value.</param>
    /// <param name="source">The value; null when it is not one expression.</param>
    public FlowValue Assign(IOperation target, FlowValue value, IOperation? source = null)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                effects.State = effects.State.WithFact(local.Local, facts => source is null ? null : FactFlow.ValueOf(source, facts));
                return Set(local.Local, value);
            case IParameterReferenceOperation parameter:
                return Set(parameter.Parameter, value);
            case IDeclarationExpressionOperation declaration:
                return Assign(declaration.Expression, value);
            case ITupleOperation tuple:
                foreach (IOperation element in tuple.Elements)
                {
                    Assign(element, value.Derived());
                }

                return value;
            case IDiscardOperation:
                return value;
            case IFlowCaptureReferenceOperation capture:
                return Set(capture.Id, value);
        }

        NoteElsewhere(target, value);
        if (OwnField(target) is { } own && !value.Tokens.IsEmpty && HoldsRecords(own))
        {
            return Set(own, value);
        }

        // A member or element of a local belongs to it; anything else is out of this body's sight.
        if (HolderOf(target) is { } holder)
        {
            Set(holder, effects.State[holder].Union(value.Derived()));
        }
        else
        {
            effects.Escape(value);
        }

        return value;
    }

    /// <summary>Something is kept in a field: a failed record that is in it is not forgotten.</summary>
    public void NoteElsewhere(IOperation? target, FlowValue value)
    {
        if (Holder(target) is null)
        {
            effects.Recover(value.Tokens);
            if (effects.IsHelper)
            {
                effects.RecoverAll();
            }
        }
    }

    /// <summary>The local that a member or element belongs to, or the field of the type itself that holds consumed records; or null.</summary>
    public object? HolderOf(IOperation? target) =>
        Holder(target) ?? (OwnField(Outermost(target)) is { } field && HoldsRecords(field) ? field : null);

    /// <summary>The field or property without code of the object itself, or null.</summary>
    public static ISymbol? OwnField(IOperation? operation) => operation switch
    {
        IFieldReferenceOperation { Instance: IInstanceReferenceOperation } field => field.Field,
        IPropertyReferenceOperation { Instance: IInstanceReferenceOperation, Property.IsIndexer: false } property => property.Property,
        _ => null,
    };

    private static IOperation? Outermost(IOperation? target) => target switch
    {
        IPropertyReferenceOperation { Instance: { } instance and not IInstanceReferenceOperation } => Outermost(instance),
        IArrayElementReferenceOperation element => Outermost(element.ArrayReference),
        IConversionOperation conversion => Outermost(conversion.Operand),
        _ => target,
    };

    // A field of records is a buffer; one of anything else is what processing has made of them.
    private bool HoldsRecords(ISymbol field)
    {
        ITypeSymbol? type = field is IFieldSymbol { Type: var fieldType } ? fieldType : (field as IPropertySymbol)?.Type;
        return KafkaSymbols.Is(type, kafka.ConsumeResult)
            || (type is INamedTypeSymbol named && named.TypeArguments.Any(argument => KafkaSymbols.Is(argument, kafka.ConsumeResult)))
            || (type is IArrayTypeSymbol array && KafkaSymbols.Is(array.ElementType, kafka.ConsumeResult));
    }

    /// <summary>The local that a member or element belongs to, or null.</summary>
    public static object? Holder(IOperation? target) => target switch
    {
        ILocalReferenceOperation local => local.Local,
        IFlowCaptureReferenceOperation capture => capture.Id,
        IPropertyReferenceOperation property => Holder(property.Instance),
        IFieldReferenceOperation field => Holder(field.Instance),
        IArrayElementReferenceOperation element => Holder(element.ArrayReference),
        IConversionOperation conversion => Holder(conversion.Operand),
        _ => null,
    };
}
