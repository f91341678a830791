using System.Text;
using BatchGen.Analyzers.Generation.Emission;
using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace BatchGen.Analyzers.Generation;

/// <summary>
/// Writes the other part of every <c>[BatchJob]</c> class, and <c>AddBatchJobs</c> for the assembly. Reports nothing: that is for the
/// analyzers, which read the same <see cref="JobSpec"/>.
/// </summary>
[Generator]
public sealed class JobGenerator : IIncrementalGenerator
{
    // Without a byte order mark: the files are committed, and everything else there has none.
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<JobSource> sources = Sources(context);
        IncrementalValuesProvider<JobSpec> jobs = sources.Select(static (source, _) => source.Job).WithTrackingName(TrackingNames.Jobs);
        IncrementalValueProvider<EquatableArray<SerializerContextSpec>> contexts = SerializerContexts(context);
        IncrementalValueProvider<EquatableArray<string>> clashes = jobs
            .Select(static (job, _) => HintNames.Of(job.Declaration))
            .Collect()
            .Select(static (names, _) => HintNames.Clashes(names))
            .WithTrackingName(TrackingNames.HintNameClashes);
        IncrementalValuesProvider<JobModel> models = jobs
            .Combine(contexts)
            .Select(static (pair, _) => JobModel.Bind(pair.Left, pair.Right))
            .WithTrackingName(TrackingNames.Models);

        context.RegisterSourceOutput(models.Combine(clashes), static (output, pair) =>
        {
            if (JobFile.Write(pair.Left) is { } file)
            {
                output.AddSource(HintNames.FileName(pair.Left.Job.Declaration, pair.Right), SourceText.From(file, Utf8));
            }
        });
        context.RegisterSourceOutput(sources.Combine(clashes), static (output, pair) =>
        {
            if (JobModelFile.Write(pair.Left) is { } file)
            {
                output.AddSource(HintNames.ModelFileName(pair.Left.Job.Declaration, pair.Right), SourceText.From(file, Utf8));
            }
        });
        context.RegisterSourceOutput(Registration(context, jobs), static (output, registration) =>
        {
            if (registration is not null)
            {
                output.AddSource(RegistrationFile.HintName, SourceText.From(RegistrationFile.Write(registration), Utf8));
            }
        });
    }

    private static IncrementalValuesProvider<JobSource> Sources(IncrementalGeneratorInitializationContext context) => context.SyntaxProvider
        .ForAttributeWithMetadataName(
            "BatchGen.BatchJobAttribute",
            static (node, _) => node is TypeDeclarationSyntax,
            static (attributed, cancellationToken) => Parse(attributed, cancellationToken))
        .Where(static source => source is not null)
        .Select(static (source, _) => source!)
        .WithTrackingName(TrackingNames.Sources);

    private static JobSource? Parse(GeneratorAttributeSyntaxContext attributed, CancellationToken cancellationToken)
    {
        KnownTypes known = KnownTypes.Of(attributed.SemanticModel.Compilation);
        return attributed.TargetSymbol is INamedTypeSymbol type && IsFirstPart(attributed, cancellationToken)
            ? JobSource.Of(type, known, cancellationToken)
            : null;
    }

    // An attribute on two parts of a class is the compiler's error, and must not become two files of one name.
    private static bool IsFirstPart(GeneratorAttributeSyntaxContext attributed, CancellationToken cancellationToken)
    {
        SyntaxNode? first = attributed.TargetSymbol.GetAttributes()
            .FirstOrDefault(static attribute => attribute.AttributeClass is { Name: "BatchJobAttribute", ContainingNamespace.Name: "BatchGen" })?
            .ApplicationSyntaxReference?.GetSyntax(cancellationToken);
        return first?.FirstAncestorOrSelf<TypeDeclarationSyntax>() == attributed.TargetNode;
    }

    private static IncrementalValueProvider<EquatableArray<SerializerContextSpec>> SerializerContexts(
        IncrementalGeneratorInitializationContext context) => context.SyntaxProvider
        .ForAttributeWithMetadataName(
            "System.Text.Json.Serialization.JsonSerializableAttribute",
            static (node, _) => node is ClassDeclarationSyntax,
            static (attributed, cancellationToken) => attributed.TargetSymbol is INamedTypeSymbol type
                ? SerializerContextParser.Parse(type, KnownTypes.Of(attributed.SemanticModel.Compilation), cancellationToken)
                : null)
        .Collect()
        .Select(static (contexts, _) => contexts
            .OfType<SerializerContextSpec>()
            .Distinct()
            .OrderBy(static context => context.FullName, StringComparer.Ordinal)
            .ToEquatableArray())
        .WithTrackingName(TrackingNames.SerializerContexts);

    private static IncrementalValueProvider<AssemblyRegistration?> Registration(
        IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<JobSpec> jobs)
    {
        IncrementalValueProvider<AssemblyFacts> assembly = context.CompilationProvider
            .Select(static (compilation, cancellationToken) => AssemblyFacts.Of(compilation, cancellationToken))
            .WithTrackingName(TrackingNames.Assembly);
        return jobs
            .Select(static (job, _) => JobRegistration.Of(job))
            .WithTrackingName(TrackingNames.JobRegistrations)
            .Collect()
            .Combine(assembly)
            .Select(static (pair, _) => AssemblyRegistration.Of(pair.Left, pair.Right))
            .WithTrackingName(TrackingNames.Registration);
    }
}
