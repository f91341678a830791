using BatchGen.Analyzers.Model;
using BatchGen.Workflow.Checks.Files;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.Workflow.Checks.Places;

/// <summary>Finds in a project's sources where jobs are declared: by syntax alone, since findings come from assemblies.</summary>
internal sealed class JobSources(string folder)
{
    private readonly Lazy<ILookup<string, TypeDeclarationSyntax>> _types = new(() => Types(folder));

    /// <summary>Where a fact of a job is written; the class where that is not found; null without the class.</summary>
    public FilePlace? PlaceOf(JobSpec job, Anchor anchor)
    {
        IReadOnlyList<TypeDeclarationSyntax> parts = [.. _types.Value[job.Declaration.Type.DisplayName]];
        return parts.Count == 0 ? null : FilePlaces.Of((Node(job, anchor, parts) ?? Class(parts)).GetLocation()!);
    }

    private static SyntaxNodeOrToken? Node(JobSpec job, Anchor anchor, IReadOnlyList<TypeDeclarationSyntax> parts) => anchor.Kind switch
    {
        AnchorKind.Type => null,
        AnchorKind.Job => Argument(parts.SelectMany(static part => part.AttributeLists), "BatchJob", anchor.Argument, "name"),
        AnchorKind.Fallback => Argument(parts.SelectMany(static part => part.AttributeLists), "Fallback", anchor.Argument, "store"),
        _ when anchor.StageIndex >= 0 && anchor.StageIndex < job.Stages.Count => Stage(job.Stages[anchor.StageIndex], anchor, parts),
        _ => null,
    };

    private static SyntaxNodeOrToken? Stage(StageSpec stage, Anchor anchor, IReadOnlyList<TypeDeclarationSyntax> parts)
    {
        MethodDeclarationSyntax? method = parts
            .SelectMany(static part => part.Members.OfType<MethodDeclarationSyntax>())
            .FirstOrDefault(method => method.Identifier.ValueText == stage.Method.Name && Attribute(method.AttributeLists, stage.Kind.ToString()) is not null);
        return method is null ? null
            : anchor.Kind == AnchorKind.Stage ? Argument(method.AttributeLists, stage.Kind.ToString(), anchor.Argument, "topic")
            : method.Identifier;
    }

    /// <summary>An argument of an attribute, or the attribute where it does not state it.</summary>
    private static SyntaxNodeOrToken? Argument(IEnumerable<AttributeListSyntax> lists, string attribute, string? argument, string positional)
    {
        AttributeSyntax? syntax = Attribute(lists, attribute);
        AttributeArgumentSyntax? stated = syntax?.ArgumentList?.Arguments.FirstOrDefault(candidate =>
            candidate.NameEquals?.Name.Identifier.ValueText == argument
            || candidate.NameColon?.Name.Identifier.ValueText == argument
            || (argument == positional && candidate is { NameEquals: null, NameColon: null }));
        return argument is not null && stated is not null ? stated : syntax;
    }

    private static AttributeSyntax? Attribute(IEnumerable<AttributeListSyntax> lists, string name) => lists
        .SelectMany(static list => list.Attributes)
        .FirstOrDefault(attribute => attribute.Name.ToString().Split('.', ':')[^1] is { } written && (written == name || written == name + "Attribute"));

    private static SyntaxNodeOrToken Class(IReadOnlyList<TypeDeclarationSyntax> parts) =>
        (parts.FirstOrDefault(static part => Attribute(part.AttributeLists, "BatchJob") is not null) ?? parts[0]).Identifier;

    private static ILookup<string, TypeDeclarationSyntax> Types(string folder) => ProjectSources.Of(folder)
        .SelectMany(static file => File.ReadAllText(file) is { } text && text.Contains("partial", StringComparison.Ordinal)
            ? CSharpSyntaxTree.ParseText(text, path: file).GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>()
            : [])
        .ToLookup(FullName, StringComparer.Ordinal);

    private static string FullName(TypeDeclarationSyntax type) => string.Join('.', type.AncestorsAndSelf()
        .Reverse()
        .Select(static node => node switch
        {
            BaseNamespaceDeclarationSyntax space => space.Name.ToString(),
            TypeDeclarationSyntax declared => declared.Identifier.ValueText,
            _ => null,
        })
        .OfType<string>());
}
