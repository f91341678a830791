using System.Globalization;
using System.Numerics;
using Microsoft.CodeAnalysis.Text;

namespace BatchGen.Analyzers.Schemas;

/// <summary>
/// Compares what is committed with what the payload type says now, member by member, whatever the types are called. Where either allows
/// anything nothing is said.
/// </summary>
internal sealed class SchemaComparer
{
    private readonly TopicSchema _committed;
    private readonly TopicSchema _current;
    private readonly List<SchemaDifference> _differences = [];
    private readonly HashSet<(string Committed, string Current)> _compared = [];

    private SchemaComparer(TopicSchema committed, TopicSchema current)
    {
        _committed = committed;
        _current = current;
    }

    public static IReadOnlyList<SchemaDifference> Compare(TopicSchema committed, TopicSchema current)
    {
        SchemaComparer comparer = new(committed, current);
        comparer.Nodes(committed.Root, current.Root, "");
        return comparer._differences;
    }

    private void Nodes(SchemaNode committed, SchemaNode current, string path)
    {
        if (committed.Kind == SchemaKind.Reference && current.Kind == SchemaKind.Reference
            && !_compared.Add((committed.Reference + (committed.IsNullable ? "?" : ""), current.Reference + (current.IsNullable ? "?" : ""))))
        {
            return;
        }

        TextSpan place = committed.Place.Span;
        SchemaNode before = _committed.Resolve(committed);
        SchemaNode now = _current.Resolve(current);
        if (before.Kind == SchemaKind.Any || now.Kind == SchemaKind.Any)
        {
            return;
        }

        if (before.Kind != now.Kind || IsMap(before) != IsMap(now))
        {
            Add(path, $"was {NameOf(before)} and is {NameOf(now)} now", SchemaBreak.Consumers | SchemaBreak.Records, place);
            return;
        }

        Nullability(before, now, path, place);
        Formats(before, now, path, place);
        Values(before, now, path, place);
        Bounds(before, now, path, place);
        if (before.Items is { } items && now.Items is { } currentItems)
        {
            Nodes(items, currentItems, path + (before.Kind == SchemaKind.List ? "[]" : "{}"));
        }

        Members(before, now, path, place);
    }

    private void Nullability(SchemaNode before, SchemaNode now, string path, TextSpan place)
    {
        if (before.IsNullable && !now.IsNullable)
        {
            Add(path, "could be null and cannot now", SchemaBreak.Records, place);
        }
        else if (!before.IsNullable && now.IsNullable)
        {
            Add(path, "could not be null and can now", SchemaBreak.Consumers, place);
        }
    }

    private void Formats(SchemaNode before, SchemaNode now, string path, TextSpan place)
    {
        if (before.Format != now.Format)
        {
            SchemaBreak broken = (before.Format.Length > 0 ? SchemaBreak.Consumers : 0) | (now.Format.Length > 0 ? SchemaBreak.Records : 0);
            Add(path, $"was {NameOf(before)} and is {NameOf(now)} now", broken, place);
        }
    }

    private void Values(SchemaNode before, SchemaNode now, string path, TextSpan place)
    {
        if (before.Values.Count == 0 && now.Values.Count == 0)
        {
            return;
        }

        if (before.Values.Count == 0 || now.Values.Count == 0)
        {
            bool isLimited = now.Values.Count > 0;
            Add(
                path,
                isLimited ? "had any value and has only those of an enum now" : "had the values of an enum and has any now",
                isLimited ? SchemaBreak.Records : SchemaBreak.Consumers,
                place);
            return;
        }

        foreach (string removed in before.Values.Where(value => !now.Values.Contains(value)))
        {
            Add(path, $"had the value {removed} and has it no more", SchemaBreak.Records, place);
        }

        // A reader takes any number for a value of its enum, but no name that it does not know.
        foreach (string added in now.Values.Where(value => !before.Values.Contains(value)))
        {
            Add(path, $"has the new value {added}", now.Kind == SchemaKind.Text ? SchemaBreak.Consumers : SchemaBreak.None, place);
        }
    }

    private void Bounds(SchemaNode before, SchemaNode now, string path, TextSpan place)
    {
        if (before.Kind != SchemaKind.Integer || before.Values.Count > 0 || now.Values.Count > 0)
        {
            return;
        }

        // A committed file without bounds was written by hand, and leaves them to the type.
        if (Parse(before.Minimum) is { } minimum && Parse(now.Minimum) is { } currentMinimum && minimum != currentMinimum)
        {
            Add(path, $"began at {minimum} and begins at {currentMinimum} now", currentMinimum > minimum ? SchemaBreak.Records : SchemaBreak.Consumers, place);
        }

        if (Parse(before.Maximum) is { } maximum && Parse(now.Maximum) is { } currentMaximum && maximum != currentMaximum)
        {
            Add(path, $"went up to {maximum} and goes up to {currentMaximum} now", currentMaximum < maximum ? SchemaBreak.Records : SchemaBreak.Consumers, place);
        }
    }

    private void Members(SchemaNode before, SchemaNode now, string path, TextSpan place)
    {
        if (before.Kind != SchemaKind.Object || IsMap(before))
        {
            return;
        }

        foreach (SchemaMember member in before.Members)
        {
            string memberPath = Join(path, member.Name);
            if (now.Members.FirstOrDefault(candidate => candidate.Name == member.Name) is not { } current)
            {
                Add(memberPath, "is no member of the payload any more", SchemaBreak.Consumers, member.Place.Span);
                continue;
            }

            if (member.IsRequired != current.IsRequired)
            {
                Add(
                    memberPath,
                    current.IsRequired ? "could be left out and cannot now" : "could not be left out and can now",
                    current.IsRequired && !IsNullable(_committed, member.Schema) ? SchemaBreak.Records : SchemaBreak.None,
                    member.Place.Span);
            }

            Nodes(member.Schema, current.Schema, memberPath);
        }

        foreach (SchemaMember member in now.Members.Where(member => before.Members.All(known => known.Name != member.Name)))
        {
            Add(
                Join(path, member.Name),
                member.IsRequired ? "is new, and a record without it cannot be read" : "is new",
                member.IsRequired ? SchemaBreak.Records : SchemaBreak.None,
                place);
        }
    }

    // The envelope is the same on every topic: a file that says otherwise is only out of date.
    private void Add(string path, string what, SchemaBreak broken, TextSpan place)
    {
        bool isEnvelope = path != TopicSchema.Payload && !path.StartsWith(TopicSchema.Payload + ".", StringComparison.Ordinal)
            && !path.StartsWith(TopicSchema.Payload + "[", StringComparison.Ordinal) && !path.StartsWith(TopicSchema.Payload + "{", StringComparison.Ordinal);
        _differences.Add(new(path, what, isEnvelope ? SchemaBreak.None : broken, place));
    }

    private static bool IsNullable(TopicSchema schema, SchemaNode node) => schema.Resolve(node).IsNullable;

    private static bool IsMap(SchemaNode node) => node is { Kind: SchemaKind.Object, Items: not null };

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static BigInteger? Parse(string? number) =>
        BigInteger.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger value) ? value : null;

    private static string NameOf(SchemaNode node) => node.Kind switch
    {
        SchemaKind.Text => node.Format.Length > 0 ? $"a text of the form {node.Format}" : "a text",
        SchemaKind.Integer => "a whole number",
        SchemaKind.Number => "a number",
        SchemaKind.Bool => "true or false",
        SchemaKind.List => "a list",
        SchemaKind.Object => IsMap(node) ? "a map" : "an object",
        _ => "anything",
    };
}
