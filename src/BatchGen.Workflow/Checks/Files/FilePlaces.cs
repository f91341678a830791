using Microsoft.CodeAnalysis;

namespace BatchGen.Workflow.Checks.Files;

/// <summary>Places of the analyzers as places of a report.</summary>
internal static class FilePlaces
{
    public static FilePlace Of(Location location)
    {
        FileLinePositionSpan span = location.GetLineSpan();
        return new FilePlace(span.Path, span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1);
    }
}
