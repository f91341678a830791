using System.Collections.Immutable;
using System.Composition;
using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Parsing;
using BatchGen.Analyzers.Rules.Section12Stages;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.CodeFixes.Section12Stages;

/// <summary>BWS1201: adds the missing stage methods, typed after their neighbours, with the values that the standard asks for.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(JobDeclaresEveryStageFix))]
[Shared]
public sealed class JobDeclaresEveryStageFix() : RuleFix("BWS1201")
{
    internal override async Task<Repair?> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        TypeDeclarationSyntax? declaration = await FindAsync<TypeDeclarationSyntax>(document, diagnostic, cancellationToken).ConfigureAwait(false);
        SemanticModel? model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (declaration is null
            || model?.GetDeclaredSymbol(declaration, cancellationToken) is not INamedTypeSymbol type
            || !diagnostic.Properties.TryGetValue(JobDeclaresEveryStage.MissingProperty, out string? names)
            || names is null)
        {
            return null;
        }

        KnownTypes known = KnownTypes.Of(model.Compilation);
        JobSpec job = JobParser.Parse(type, known, cancellationToken).Spec;
        ImmutableArray<StageKind> missing = [.. names.Split(',').Select(static name => (StageKind)Enum.Parse(typeof(StageKind), name))];
        if (StageSkeletons.For(job, missing, type, known) is not { } skeletons)
        {
            return null;
        }

        int position = declaration.OpenBraceToken.SpanStart;
        string indentation = new(' ', declaration.GetLocation().GetLineSpan().StartLinePosition.Character + 4);
        ImmutableArray<(StageKind Kind, MemberDeclarationSyntax Member)> members =
        [
            .. skeletons.Select(skeleton => (skeleton.Kind, StageSkeletons.Parse(
                skeleton, BatchGenNames.Attribute(skeleton.Kind.ToString(), model, position), indentation))),
        ];
        return new(
            $"Add {string.Join(" and ", missing.Select(static kind => $"a [{kind}] method"))}",
            [new(document.Id, declaration, current => Insert((TypeDeclarationSyntax)current, members))]);
    }

    private static TypeDeclarationSyntax Insert(
        TypeDeclarationSyntax type, ImmutableArray<(StageKind Kind, MemberDeclarationSyntax Member)> members)
    {
        foreach ((StageKind kind, MemberDeclarationSyntax member) in members)
        {
            // Before the first stage that comes later in a run; the order of the source is the order in which people read.
            int index = type.Members.IndexOf(existing => KindOf(existing) > kind);
            type = index < 0
                ? type.AddMembers(type.Members.Count == 0 ? WithoutBlankLine(member) : member)
                : InsertBefore(type, index, member);
        }

        return type;
    }

    private static TypeDeclarationSyntax InsertBefore(TypeDeclarationSyntax type, int index, MemberDeclarationSyntax member)
    {
        MemberDeclarationSyntax follower = type.Members[index];
        bool hasBlankLine = follower.GetLeadingTrivia() is [{ RawKind: (int)SyntaxKind.EndOfLineTrivia }, ..];
        MemberDeclarationSyntax spaced = hasBlankLine
            ? follower
            : follower.WithLeadingTrivia(follower.GetLeadingTrivia().Insert(0, SyntaxFactory.LineFeed));
        return type.WithMembers(type.Members.Replace(follower, spaced).Insert(index, index == 0 ? WithoutBlankLine(member) : member));
    }

    private static MemberDeclarationSyntax WithoutBlankLine(MemberDeclarationSyntax member) =>
        member.WithLeadingTrivia(member.GetLeadingTrivia().SkipWhile(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)));

    private static StageKind? KindOf(MemberDeclarationSyntax member)
    {
        foreach (AttributeSyntax attribute in member.AttributeLists.SelectMany(static list => list.Attributes))
        {
            string name = attribute.Name.ToString().Split('.').Last();
            if (Enum.TryParse(name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - 9) : name, out StageKind kind))
            {
                return kind;
            }
        }

        return null;
    }
}
