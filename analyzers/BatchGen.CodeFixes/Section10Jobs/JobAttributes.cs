using BatchGen.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.CodeFixes.Section10Jobs;

/// <summary>Writes <c>[BatchJob]</c> and, where it is missing, <c>[Fallback]</c> on a class.</summary>
/// <param name="job">The job that it is to be.</param>
/// <param name="batchJob">How the place names the one attribute.</param>
/// <param name="fallback">How it names the other.</param>
internal sealed class JobAttributes(NewJob job, string batchJob, string fallback)
{
    /// <summary>The class with the attributes in front, each in lines of its own.</summary>
    public TypeDeclarationSyntax AddTo(TypeDeclarationSyntax type)
    {
        // Applied a second time it finds what it has written.
        if (type.AttributeLists.FirstOrDefault()?.ToString().StartsWith($"[{batchJob}(", StringComparison.Ordinal) == true)
        {
            return type;
        }

        SyntaxTriviaList leading = type.GetLeadingTrivia();
        SyntaxTriviaList indentation = [.. leading.Reverse().TakeWhile(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))];
        List<AttributeListSyntax> lists = [Parse(JobText(indentation.ToString())).WithLeadingTrivia(leading)];
        if (!job.HasFallback)
        {
            lists.Add(Parse(FallbackText()).WithLeadingTrivia(indentation));
        }

        TypeDeclarationSyntax bare = (TypeDeclarationSyntax)type.WithLeadingTrivia(indentation);
        return (TypeDeclarationSyntax)bare.WithAttributeLists([.. lists, .. bare.AttributeLists]);
    }

    private string JobText(string indentation)
    {
        JobSpec spec = job.Spec;
        List<string> arguments = [Quote(spec.Name!)];
        if (spec.Trigger is not null)
        {
            arguments.Add($"Trigger = {Quote(spec.Trigger)}");
        }

        if (spec.Concurrency is not null)
        {
            arguments.Add($"Concurrency = {spec.Concurrency}");
        }

        arguments.Add($"Idempotency = {Quote(spec.Idempotency!)}");
        return $"[{batchJob}({string.Join($",\n{indentation}    ", arguments)})]";
    }

    private string FallbackText()
    {
        FallbackSpec written = job.Spec.Fallback!;
        return $"[{fallback}({Quote(written.Store!)}, Notify = [{string.Join(", ", written.Notify.Select(Quote))}])]";
    }

    private static string Quote(string text) => SyntaxFactory.Literal(text).Text;

    private static AttributeListSyntax Parse(string text) =>
        ((TypeDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration($"{text} class C;")!).AttributeLists[0]
            .WithTrailingTrivia(SyntaxFactory.LineFeed);
}
