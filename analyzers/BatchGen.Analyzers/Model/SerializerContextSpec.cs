namespace BatchGen.Analyzers.Model;

/// <summary>One type that a <c>JsonSerializerContext</c> covers.</summary>
/// <param name="TypeFullName">The type, as <see cref="TypeName.FullName"/> has it.</param>
/// <param name="Property">The property of the context that has its metadata.</param>
internal sealed record SerializerEntry(string TypeFullName, string Property);

/// <summary>A <c>JsonSerializerContext</c> of the compilation.</summary>
/// <param name="FullName">The context, with <c>global::</c>.</param>
/// <param name="Namespace">Its namespace, empty for the global one.</param>
/// <param name="ShortName">The context without its namespace: <c>Outer.Context</c>.</param>
/// <param name="HasUniqueName">Whether the short name means this type wherever its namespace is imported.</param>
/// <param name="Entries">What it covers, in the order of the source.</param>
internal sealed record SerializerContextSpec(
    string FullName, string Namespace, string ShortName, bool HasUniqueName, EquatableArray<SerializerEntry> Entries);
