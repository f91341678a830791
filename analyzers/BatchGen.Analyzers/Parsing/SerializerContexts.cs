using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using BatchGen.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Parsing;

/// <summary>A <c>JsonSerializerContext</c> with what the generator knows of it.</summary>
internal sealed record ParsedContext(INamedTypeSymbol Type, SerializerContextSpec Spec);

/// <summary>
/// The serializer contexts of a compilation, for its rules; the generator finds the same ones by their attributes, without a walk through
/// all types.
/// </summary>
internal sealed class SerializerContexts
{
    private static readonly ConditionalWeakTable<Compilation, SerializerContexts> Cache = new();
    private readonly KnownTypes _known;
    private ImmutableArray<ParsedContext> _all;

    private SerializerContexts(Compilation compilation) => _known = KnownTypes.Of(compilation);

    /// <summary>The contexts of a compilation; the same object each time.</summary>
    public static SerializerContexts Of(KnownTypes known) =>
        Cache.GetValue(known.Compilation, static compilation => new SerializerContexts(compilation));

    /// <summary>All that generated code can use, in the order of their names.</summary>
    public ImmutableArray<ParsedContext> All(CancellationToken cancellationToken)
    {
        if (_all.IsDefault)
        {
            List<ParsedContext> found = [];
            if (_known.JsonSerializerContext is not null
                && SourceWords.Mention(_known.Compilation, SourceSubject.Serializers, cancellationToken))
            {
                Collect(_known.Compilation.Assembly.GlobalNamespace, found, cancellationToken);
            }

            ImmutableInterlocked.InterlockedInitialize(
                ref _all, [.. found.OrderBy(static context => context.Spec.FullName, StringComparer.Ordinal)]);
        }

        return _all;
    }

    /// <summary>Whether one of them covers a type.</summary>
    public bool Cover(TypeName type, CancellationToken cancellationToken) =>
        All(cancellationToken).Any(context => context.Spec.Entries.Any(entry => entry.TypeFullName == type.FullName));

    private void Collect(INamespaceOrTypeSymbol container, List<ParsedContext> found, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (ISymbol member in container.GetMembers())
        {
            switch (member)
            {
                case INamespaceSymbol space:
                    Collect(space, found, cancellationToken);
                    break;
                case INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface } type:
                    if (SerializerContextParser.Parse(type, _known, cancellationToken) is { } spec)
                    {
                        found.Add(new(type, spec));
                    }

                    if (!type.GetTypeMembers().IsEmpty)
                    {
                        Collect(type, found, cancellationToken);
                    }

                    break;
            }
        }
    }
}
