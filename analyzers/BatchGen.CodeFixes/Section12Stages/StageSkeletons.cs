using System.Collections.Immutable;
using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Parsing;
using BatchGen.Analyzers.Rules;
using BatchGen.CodeFixes.Section13Idempotency;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace BatchGen.CodeFixes.Section12Stages;

/// <summary>A stage method to be written.</summary>
/// <param name="Kind">The stage.</param>
/// <param name="Arguments">The arguments of its attribute.</param>
/// <param name="Method">The method, with full type names.</param>
internal sealed record StageSkeleton(StageKind Kind, string Arguments, string Method);

/// <summary>Writes the stage methods that a job lacks.</summary>
internal static class StageSkeletons
{
    private const string Token = "global::System.Threading.CancellationToken ct";

    /// <summary>The skeletons; null when the types cannot be known, or the payload has no record id to publish by.</summary>
    public static ImmutableArray<StageSkeleton>? For(
        JobSpec job, ImmutableArray<StageKind> missing, INamedTypeSymbol type, KnownTypes known)
    {
        TypeName? extracted = Output(job, StageKind.Extract) ?? Input(job, StageKind.Transform);
        TypeName? published = Input(job, StageKind.Publish) ?? Output(job, StageKind.Transform) ?? Input(job, StageKind.Load);
        extracted ??= published;
        published ??= extracted;
        if (extracted is null || published is null || extracted.IsUnresolved || published.IsUnresolved)
        {
            return null;
        }

        if (missing.Contains(StageKind.Publish) && (Topic(job) is null || !HasRecordId(published, type, known)))
        {
            return null;
        }

        return [.. missing.Select(kind => Write(kind, job, extracted.FullName, published.FullName, type))];
    }

    /// <summary>The method as source, its type names as short as the place allows once the editor has simplified them.</summary>
    public static MemberDeclarationSyntax Parse(StageSkeleton skeleton, string attribute, string indentation)
    {
        MemberDeclarationSyntax member = SyntaxFactory.ParseMemberDeclaration(
            $"\n{indentation}[{attribute}({skeleton.Arguments})]\n{indentation}{skeleton.Method}\n")!;
        return member.ReplaceNodes(
            member.DescendantNodes().OfType<TypeSyntax>(),
            static (_, current) => current.WithAdditionalAnnotations(Simplifier.Annotation));
    }

    private static StageSkeleton Write(StageKind kind, JobSpec job, string extracted, string published, INamedTypeSymbol type) => kind switch
    {
        StageKind.Extract => new(
            kind,
            "Attempts = 3, BackoffSeconds = 60, MaxBackoffSeconds = 300, TimeoutSeconds = 600",
            $"private global::System.Collections.Generic.IAsyncEnumerable<{extracted}> {Name("ExtractAsync", type)}({Token}) =>"
            + " throw new global::System.NotImplementedException();"),
        StageKind.Transform => new(
            kind,
            "Attempts = 2, BackoffSeconds = 30, MaxBackoffSeconds = 60, TimeoutSeconds = 60",
            $"private {published} {Name("Transform", type)}({extracted} source) =>"
            + (extracted == published ? " source;" : " throw new global::System.NotImplementedException();")),
        _ => new(
            kind,
            $"\"{Topic(job)}\", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60",
            $"private partial global::System.Threading.Tasks.Task {Name("PublishAsync", type)}({published} record, {Token});"),
    };

    private static string? Topic(JobSpec job) =>
        job.StagesOf(StageKind.Load).Select(static stage => stage.Topic).FirstOrDefault(static topic => topic is not null && TopicName.IsValid(topic))
        ?? TopicName.Suggest(job.Name ?? "")
        ?? TopicName.Suggest($"{job.Name}.records.v1");

    private static string Name(string wanted, INamedTypeSymbol type)
    {
        string name = wanted;
        for (int number = 2; type.GetMembers(name).Length > 0; number++)
        {
            name = $"{wanted}{number}";
        }

        return name;
    }

    private static bool HasRecordId(TypeName payload, INamedTypeSymbol job, KnownTypes known)
    {
        INamedTypeSymbol? symbol = job.GetMembers().OfType<IMethodSymbol>()
            .SelectMany(static method => method.Parameters.Select(static parameter => parameter.Type).Append(method.ReturnType))
            .SelectMany(Parts)
            .FirstOrDefault(type => "global::" + type.ToDisplayString() == payload.FullName);
        return symbol?.GetMembers().Count(member => RecordIdMembers.Attribute(member, known) is not null) == 1;
    }

    private static IEnumerable<INamedTypeSymbol> Parts(ITypeSymbol type) =>
        type is INamedTypeSymbol named ? named.TypeArguments.SelectMany(Parts).Append((INamedTypeSymbol)named.WithNullableAnnotation(NullableAnnotation.NotAnnotated)) : [];

    private static TypeName? Input(JobSpec job, StageKind kind) =>
        job.StagesOf(kind).Select(static stage => stage.Method.Input).FirstOrDefault(static type => type is not null);

    private static TypeName? Output(JobSpec job, StageKind kind) =>
        job.StagesOf(kind).Select(static stage => stage.Method.Output).FirstOrDefault(static type => type is not null);
}
