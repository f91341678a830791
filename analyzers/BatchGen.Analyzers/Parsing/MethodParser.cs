using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Parsing.Naming;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BatchGen.Analyzers.Parsing;

/// <summary>Classifies a stage method into one of the documented shapes, or says why it has none.</summary>
internal static class MethodParser
{
    /// <summary>The parameter that takes the record: the first that is neither context, token nor transaction.</summary>
    public static IParameterSymbol? RecordParameter(IMethodSymbol method, KnownTypes known) =>
        method.Parameters.FirstOrDefault(parameter => RoleOf(parameter.Type, known) == ParameterRole.Record);

    /// <summary>The method, and the type of the records that it takes.</summary>
    public static (MethodSpec Method, ITypeSymbol? Input) Parse(
        StageSource source, ITypeSymbol? published, NameScope scope, KnownTypes known, CancellationToken cancellationToken)
    {
        IMethodSymbol method = source.Method;
        ReturnShape returned = ReturnShape.Of(method.ReturnType, known);
        MethodShape shape = SignatureProblem(source, known) is { } problem
            ? problem
            : MethodShapes.Of(source.Kind, method, returned, RecordParameter(method, known), published, known);
        MethodDeclarationSyntax? declaration = method.DeclaringSyntaxReferences
            .Select(reference => reference.GetSyntax(cancellationToken)).OfType<MethodDeclarationSyntax>().FirstOrDefault();

        MethodSpec spec = new()
        {
            Name = method.Name,
            Identifier = TypeNames.Escape(method.Name),
            IsStatic = method.IsStatic,
            IsAsync = method.IsAsync || method.PartialImplementationPart is { IsAsync: true },
            ReturnsVoid = method.ReturnsVoid,
            IsInherited = source.IsInherited,
            NeedsBody = NeedsBody(method) && method.Arity == 0,
            Modifiers = string.Join(" ", declaration?.Modifiers.Where(IsRepeated).Select(static modifier => modifier.Text) ?? []),
            ReturnType = ReturnType(method, scope),
            IsDocumented = declaration?.GetLeadingTrivia().Any(IsDocumentation) == true,
            Parameters = method.Parameters.Select(parameter => Parameter(parameter, scope, known)).ToEquatableArray(),
            Wrapper = returned.Wrapper,
            Count = shape.Count,
            LoadForm = shape.LoadForm,
            Transaction = method.Parameters.FirstOrDefault(parameter => RoleOf(parameter.Type, known) == ParameterRole.Transaction) is { } transaction
                ? TypeNames.Create(transaction.Type, scope)
                : null,
            Input = shape.Input is null ? null : TypeNames.Create(shape.Input, scope),
            Output = shape.Output is null ? null : TypeNames.Create(shape.Output, scope),
            Problem = shape.Problem,
            ProblemPart = shape.ProblemPart,
        };
        return (spec, shape.Input);
    }

    /// <summary>Whether a method is a partial declaration whose body, if it has one, is the generated one.</summary>
    public static bool NeedsBody(IMethodSymbol method) =>
        method.IsPartialDefinition && (method.PartialImplementationPart is not { } body || StageSource.IsGenerated(body));

    private static MethodShape? SignatureProblem(StageSource source, KnownTypes known)
    {
        IMethodSymbol method = source.Method;
        if (method.MethodKind != MethodKind.Ordinary)
        {
            return new("is not an ordinary method, and generated code cannot call it", null);
        }

        if (method.Arity > 0)
        {
            return new("has type parameters, and generated code cannot choose their arguments", null);
        }

        if (source.IsInherited && method.DeclaredAccessibility == Accessibility.Private)
        {
            return new($"is private in '{method.ContainingType.Name}': make it protected", null);
        }

        if (method.ReturnsByRef || method.ReturnsByRefReadonly)
        {
            return new("returns by reference", "return");
        }

        HashSet<ParameterRole> seen = [];
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (parameter.RefKind != RefKind.None)
            {
                return new($"takes '{parameter.Name}' by reference", parameter.Name);
            }

            ParameterRole role = RoleOf(parameter.Type, known);
            if (role == ParameterRole.Record && source.Kind == StageKind.Extract)
            {
                return new(
                    $"takes '{parameter.Name}', and an extract is given nothing but BatchContext and CancellationToken", parameter.Name);
            }

            if (role == ParameterRole.Transaction && TransactionProblem(source) is { } problem)
            {
                return new($"takes '{parameter.Name}', {problem}", parameter.Name);
            }

            if (!seen.Add(role))
            {
                return new($"takes '{parameter.Name}', and is given one {Describe(role)} only", parameter.Name);
            }
        }

        return source.Kind != StageKind.Extract && !seen.Contains(ParameterRole.Record)
            ? new("takes no record", null)
            : null;
    }

    private static string? TransactionProblem(StageSource source) =>
        source.Kind != StageKind.Load ? "and only a load takes part in the transaction of the idempotency store"
        : !new AttributeReader(source.Attribute).Bool("Deduplicate") ? "the transaction that marks its record as done, without marking any: set Deduplicate = true"
        : null;

    private static ParameterRole RoleOf(ITypeSymbol type, KnownTypes known) =>
        KnownTypes.Is(type, known.BatchContext) ? ParameterRole.Context
        : KnownTypes.Is(type, known.CancellationToken) ? ParameterRole.Token
        : KnownTypes.IsOrDerivesFrom(type, known.DbTransaction) ? ParameterRole.Transaction
        : ParameterRole.Record;

    private static string Describe(ParameterRole role) => role switch
    {
        ParameterRole.Context => "BatchContext",
        ParameterRole.Token => "CancellationToken",
        ParameterRole.Transaction => "transaction",
        _ => "record",
    };

    private static TypeName ReturnType(IMethodSymbol method, NameScope scope)
    {
        TypeName type = TypeNames.CreateAnnotated(method.ReturnType, scope);
        string modifier = method.ReturnsByRefReadonly ? "ref readonly " : method.ReturnsByRef ? "ref " : "";
        return type with { Text = modifier + type.Text };
    }

    private static ParameterSpec Parameter(IParameterSymbol parameter, NameScope scope, KnownTypes known)
    {
        TypeName type = TypeNames.CreateAnnotated(parameter.Type, scope);
        string modifier = parameter.RefKind switch
        {
            RefKind.Ref => "ref ",
            RefKind.Out => "out ",
            RefKind.In => "in ",
            RefKind.RefReadOnlyParameter => "ref readonly ",
            _ => parameter.IsParams ? "params " : "",
        };
        string name = TypeNames.Escape(parameter.Name);
        return new(name, RoleOf(parameter.Type, known), type, $"{modifier}{type.Text} {name}");
    }

    private static bool IsRepeated(SyntaxToken modifier) =>
        modifier.Kind() is not (SyntaxKind.PartialKeyword or SyntaxKind.AsyncKeyword) && !modifier.IsMissing;

    // With documentation switched off, doc comments are ordinary ones to the parser.
    private static bool IsDocumentation(SyntaxTrivia trivia) =>
        trivia.Kind() is SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia
        || (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) && trivia.ToString().StartsWith("///", StringComparison.Ordinal));
}
