using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Parsing;

/// <summary>What the sources of a compilation are about, as far as their words tell.</summary>
[Flags]
internal enum SourceSubject
{
    None = 0,

    /// <summary>Kafka clients.</summary>
    Kafka = 1,

    /// <summary>Jobs, stages, or payloads with an id.</summary>
    Jobs = 2,

    /// <summary>Credentials that libraries take in code.</summary>
    Credentials = 4,

    /// <summary>Serializer contexts.</summary>
    Serializers = 8,
}

/// <summary>
/// Tells what no source of a compilation can be about, because it lacks every word for it. A rule on bodies that is registered makes the
/// compiler bind all bodies of the project once more; where the package is referenced and not used, that is all its cost.
/// </summary>
internal static class SourceWords
{
    private static readonly ConditionalWeakTable<SyntaxTree, StrongBox<SourceSubject>> Cache = new();

    // A client can be used without naming Kafka, when another assembly made it: then it is asked for records, or given some.
    private static readonly (SourceSubject Subject, string Word)[] Words =
    [
        (SourceSubject.Kafka, "Kafka"),
        (SourceSubject.Kafka, "Consume("),
        (SourceSubject.Kafka, "ConsumeResult"),
        (SourceSubject.Kafka, "Produce("),
        (SourceSubject.Kafka, "ProduceAsync("),
        (SourceSubject.Jobs, "BatchJob"),
        (SourceSubject.Jobs, "TimeoutSeconds"),
        (SourceSubject.Jobs, "RecordId"),
        (SourceSubject.Jobs, "RecordKey"),
        (SourceSubject.Credentials, "Credential"),
        (SourceSubject.Credentials, "Amazon"),
        (SourceSubject.Credentials, "Authenticate"),
        (SourceSubject.Serializers, "JsonSerializable"),
    ];

    /// <summary>Whether any source has a word for the subject.</summary>
    public static bool Mention(Compilation compilation, SourceSubject subject, CancellationToken cancellationToken)
    {
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if ((Of(tree, cancellationToken) & subject) != SourceSubject.None)
            {
                return true;
            }
        }

        return false;
    }

    // Kept by file, so that an edit has one file looked through again.
    private static SourceSubject Of(SyntaxTree tree, CancellationToken cancellationToken)
    {
        if (Cache.TryGetValue(tree, out StrongBox<SourceSubject>? known))
        {
            return known.Value;
        }

        string text = tree.GetText(cancellationToken).ToString();
        SourceSubject subjects = SourceSubject.None;
        foreach ((SourceSubject subject, string word) in Words)
        {
            if ((subjects & subject) == SourceSubject.None && text.IndexOf(word, StringComparison.Ordinal) >= 0)
            {
                subjects |= subject;
            }
        }

        return Cache.GetValue(tree, _ => new StrongBox<SourceSubject>(subjects)).Value;
    }
}
