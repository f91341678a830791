using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section44Consumers.Flow.Failures;

/// <summary>
/// Tells calls that prepare the processing of a record from those that do it: a failure after the record was processed concerns an extra
/// (a notification, a cache), a failure after it was only looked up or checked does not.
/// </summary>
internal static class Preparations
{
    private static readonly string[] Checks =
        ["Validate", "Ensure", "Check", "Verify", "Is", "Has", "Can", "Should", "Before", "Begin", "Start", "Enter", "Open", "On"];

    private static readonly string[] Effects =
    [
        "Process", "Handle", "Save", "Store", "Insert", "Upsert", "Update", "Write", "Add", "Apply", "Execute", "Send", "Publish", "Produce",
        "Index", "Delete", "Import", "Ingest", "Persist", "Append", "Put", "Post", "Submit", "Dispatch", "Consume", "Run",
    ];

    public static bool IsOne(IMethodSymbol method)
    {
        ITypeSymbol result = method.ReturnType is INamedTypeSymbol { TypeArguments: [{ } awaited] } task && TaskTypes.IsTask(task) ? awaited : method.ReturnType;
        bool onlyTells = TaskTypes.IsVerdict(result) || TaskTypes.IsTask(result);
        return onlyTells ? Begins(method.Name, Checks) : !Begins(method.Name, Effects);
    }

    private static bool Begins(string name, string[] words) => Array.Exists(
        words,
        word => name.StartsWith(word, StringComparison.Ordinal) && (name.Length == word.Length || char.IsUpper(name[word.Length])));
}
