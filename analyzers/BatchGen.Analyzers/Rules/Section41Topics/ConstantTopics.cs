using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Rules.Section41Topics;

/// <summary>Finds the constant topic names in an argument: one name, or a collection written in place.</summary>
internal static class ConstantTopics
{
    /// <summary>Each constant topic with the piece of source that gives it. What is not constant, or no topic's name, is left out.</summary>
    public static IEnumerable<(string Topic, IOperation Piece)> In(IOperation value)
    {
        if (value.ConstantValue is { HasValue: true, Value: string topic })
        {
            // "^..." subscribes to a regular expression; "__..." are the broker's own topics.
            if (topic.Length > 0 && topic[0] != '^' && !topic.StartsWith("__", StringComparison.Ordinal))
            {
                yield return (topic, value);
            }

            yield break;
        }

        foreach (IOperation element in Elements(value))
        {
            foreach ((string Topic, IOperation Piece) found in In(element))
            {
                yield return found;
            }
        }
    }

    private static IEnumerable<IOperation> Elements(IOperation value) => value switch
    {
        IConversionOperation conversion => [conversion.Operand],
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
        ICollectionExpressionOperation collection => collection.Elements,
        IObjectCreationOperation { Initializer: { } initializer } => initializer.Initializers
            .OfType<IInvocationOperation>()
            .Where(static add => add.TargetMethod.Name == "Add")
            .SelectMany(static add => add.Arguments.Select(static argument => argument.Value)),
        _ => [],
    };
}
