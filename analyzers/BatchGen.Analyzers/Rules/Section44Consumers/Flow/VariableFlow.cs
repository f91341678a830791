using BatchGen.Analyzers.Rules.Section44Consumers.Flow.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section44Consumers.Flow;

/// <summary>Follows records into the variables of a body, and out of its sight.</summary>
internal sealed class VariableFlow(RecordEffects effects)
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

        return captured;
    }

    public FlowValue Assign(IOperation target, FlowValue value)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
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

        // A member or element of a local belongs to it; anything else is out of this body's sight.
        if (Holder(target) is { } holder)
        {
            Set(holder, effects.State[holder].Union(value.Derived()));
        }
        else
        {
            effects.Escape(value);
        }

        return value;
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
