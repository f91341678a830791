using BatchGen.Analyzers.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.CodeFixes.Section42Schemas;

/// <summary>Writes <c>JsonSerializerContext</c> classes and what they cover.</summary>
internal static class JsonContexts
{
    private const string Namespace = "System.Text.Json.Serialization";

    /// <summary>Whether a payload can join a context and be written as it is by reflection: with the serializer's defaults.</summary>
    public static bool CanCover(ParsedContext context, INamedTypeSymbol payload, KnownTypes known) =>
        context.Type.DeclaringSyntaxReferences.Length > 0
        && AttributeReader.Find(context.Type, known.JsonSourceGenerationOptions) is null
        && context.Spec.Entries.All(entry => entry.Property != payload.Name);

    /// <summary>The attribute that covers a type, as a place in source writes it.</summary>
    public static string Attribute(INamedTypeSymbol type, SemanticModel model, int position) =>
        $"[{Qualifier("JsonSerializableAttribute", model, position)}JsonSerializable(typeof({type.ToMinimalDisplayString(model, position)}))]";

    public static string BaseType(SemanticModel model, int position) => $"{Qualifier("JsonSerializerContext", model, position)}JsonSerializerContext";

    /// <summary>A name beside the job that nothing has yet: <c>PeopleIngestJson</c>.</summary>
    public static string NameFor(INamedTypeSymbol job)
    {
        INamedTypeSymbol outermost = job;
        while (outermost.ContainingType is { } outer)
        {
            outermost = outer;
        }

        string name = $"{job.Name}Json";
        for (int attempt = 2; outermost.ContainingNamespace.GetMembers(name).Any(); attempt++)
        {
            name = $"{job.Name}Json{attempt}";
        }

        return name;
    }

    /// <summary>The context with one more attribute, in a line of its own behind the others.</summary>
    public static ClassDeclarationSyntax With(ClassDeclarationSyntax context, string attribute)
    {
        if (context.AttributeLists.Any(list => list.ToString() == attribute))
        {
            return context;
        }

        AttributeListSyntax list = List(attribute).WithTrailingTrivia(SyntaxFactory.LineFeed);
        SyntaxTriviaList leading = context.GetLeadingTrivia();
        SyntaxTriviaList indentation = [.. leading.Reverse().TakeWhile(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))];
        return context.AttributeLists.Count == 0
            ? context.WithLeadingTrivia(indentation).AddAttributeLists(list.WithLeadingTrivia(leading))
            : context.AddAttributeLists(list.WithLeadingTrivia(indentation));
    }

    /// <summary>A namespace or file with the context at its end; with its attribute where it is there already.</summary>
    public static SyntaxNode WithContext(SyntaxNode space, string name, string attribute, string baseType)
    {
        SyntaxList<MemberDeclarationSyntax> members = Members(space);
        if (members.OfType<ClassDeclarationSyntax>().FirstOrDefault(member => member.Identifier.ValueText == name) is { } existing)
        {
            return space.ReplaceNode(existing, With(existing, attribute));
        }

        string indentation = space is NamespaceDeclarationSyntax && members.Count > 0
            ? string.Concat(members[0].GetLeadingTrivia().Reverse().TakeWhile(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)))
            : "";
        string blank = members.Count > 0 && !members.Last().GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia) ? "\n\n" : "\n";
        string text = $"{blank}{indentation}{attribute}\n{indentation}internal sealed partial class {name} : {baseType};\n";
        return WithMembers(space, members.Add(SyntaxFactory.ParseMemberDeclaration(text)!));
    }

    private static SyntaxList<MemberDeclarationSyntax> Members(SyntaxNode space) => space switch
    {
        BaseNamespaceDeclarationSyntax declared => declared.Members,
        CompilationUnitSyntax unit => unit.Members,
        _ => default,
    };

    private static SyntaxNode WithMembers(SyntaxNode space, SyntaxList<MemberDeclarationSyntax> members) => space switch
    {
        BaseNamespaceDeclarationSyntax declared => declared.WithMembers(members),
        CompilationUnitSyntax unit => unit.WithMembers(members),
        _ => space,
    };

    private static AttributeListSyntax List(string attribute) =>
        ((TypeDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration($"{attribute} class C;")!).AttributeLists[0].WithoutTrivia();

    private static string Qualifier(string type, SemanticModel model, int position) =>
        model.LookupNamespacesAndTypes(position, name: type).Any(static symbol => symbol.ContainingNamespace?.ToString() == Namespace)
            ? ""
            : $"{Namespace}.";
}
