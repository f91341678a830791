using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Parsing.Naming;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Parsing;

/// <summary>
/// Finds the parts of a payload that System.Text.Json cannot write and read back (BWS4204). Stays silent about types of other
/// assemblies beyond their kind, and about everything that has a converter of its own.
/// </summary>
internal sealed class SerializationProblems
{
    private readonly KnownTypes _known;
    private readonly CancellationToken _cancellationToken;
    private readonly List<PayloadProblem> _problems = [];
    private readonly List<ITypeSymbol> _path = [];
    private readonly HashSet<ITypeSymbol> _done = new(SymbolEqualityComparer.Default);

    private SerializationProblems(KnownTypes known, CancellationToken cancellationToken)
    {
        _known = known;
        _cancellationToken = cancellationToken;
    }

    public static IReadOnlyList<PayloadProblem> Of(ITypeSymbol payload, KnownTypes known, CancellationToken cancellationToken)
    {
        SerializationProblems search = new(known, cancellationToken);
        search.Visit(payload, null, payload.Name);
        return search._problems;
    }

    private void Visit(ITypeSymbol type, string? member, string path)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        type = ReturnShape.WithoutNull(type, out _);
        if (TypeNames.IsUnresolved(type) || Has(type, _known.JsonConverter))
        {
            return;
        }

        if (KindProblem(type) is { } problem)
        {
            _problems.Add(new(member, path, problem));
        }
        else if (ElementsOf(type) is { Count: > 0 } elements)
        {
            foreach (ITypeSymbol element in elements)
            {
                Visit(element, member, path);
            }
        }
        else if (_path.Contains(type, SymbolEqualityComparer.Default))
        {
            _problems.Add(new(member, path, $"leads back to {type.Name}, a cycle"));
        }
        else if (IsOwn(type) && _done.Add(type))
        {
            _path.Add(type);
            VisitMembers((INamedTypeSymbol)type, member, path);
            _path.RemoveAt(_path.Count - 1);
        }
    }

    private void VisitMembers(INamedTypeSymbol type, string? member, string path)
    {
        if (ConstructorProblem(type) is { } problem)
        {
            _problems.Add(new(member, path, problem));
        }

        HashSet<string> seen = new(StringComparer.Ordinal);
        for (INamedTypeSymbol? current = type; current is not null && IsOwn(current); current = current.BaseType)
        {
            foreach (ISymbol found in current.GetMembers().Where(IsSerialized).Where(found => seen.Add(found.Name)))
            {
                Visit((found as IPropertySymbol)?.Type ?? ((IFieldSymbol)found).Type, member ?? found.Name, $"{path}.{found.Name}");
            }
        }
    }

    private bool IsSerialized(ISymbol member)
    {
        bool isIncluded = AttributeReader.Find(member, _known.JsonInclude) is not null;
        bool isCandidate = member is IPropertySymbol { IsIndexer: false, GetMethod: not null } property
            ? isIncluded || property.GetMethod.DeclaredAccessibility == Accessibility.Public
            : member is IFieldSymbol { IsImplicitlyDeclared: false } && isIncluded;
        return isCandidate && !member.IsStatic && !Has(member, _known.JsonIgnore) && !Has(member, _known.JsonConverter)
            && (isIncluded || member.DeclaredAccessibility == Accessibility.Public);
    }

    private static bool Has(ISymbol symbol, INamedTypeSymbol? attribute) => AttributeReader.Find(symbol, attribute) is not null;

    private string? KindProblem(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Dynamic } or { SpecialType: SpecialType.System_Object } => "is object: nothing says what to read it back as",
        { TypeKind: TypeKind.Delegate } => "is a delegate",
        { TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } or { SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } =>
            "is a pointer",
        { IsRefLikeType: true } => "is a ref struct",
        IArrayTypeSymbol { Rank: > 1 } => "is an array of several dimensions",
        { TypeKind: TypeKind.Interface } when ElementsOf(type) is not { Count: > 0 } && !Has(type, _known.JsonDerivedType) =>
            "is an interface without [JsonDerivedType]: nothing says what to read it back as",
        { TypeKind: TypeKind.Class, IsAbstract: true } when IsOwn(type) && !Has(type, _known.JsonDerivedType) =>
            "is abstract and has no [JsonDerivedType]: nothing says what to read it back as",
        _ => null,
    };

    // The values of a dictionary and the items of a sequence; keys are text in JSON, and the serializer checks them.
    private List<ITypeSymbol> ElementsOf(ITypeSymbol type)
    {
        if (ReturnShape.Elements(type, _known, out _) is not { } element)
        {
            return [];
        }

        bool isPair = element is INamedTypeSymbol { Name: "KeyValuePair", Arity: 2 };
        return isPair ? [((INamedTypeSymbol)element).TypeArguments[1]] : [element];
    }

    private bool IsOwn(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, SpecialType: SpecialType.None }
        && type.DeclaringSyntaxReferences.Length > 0
        && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, _known.Compilation.Assembly);

    private string? ConstructorProblem(INamedTypeSymbol type)
    {
        if (type.IsValueType || type.IsAbstract)
        {
            return null;
        }

        List<IMethodSymbol> usable =
            [.. type.InstanceConstructors.Where(static constructor => constructor.DeclaredAccessibility == Accessibility.Public)];
        IMethodSymbol? used = type.InstanceConstructors.FirstOrDefault(constructor => Has(constructor, _known.JsonConstructor))
            ?? usable.FirstOrDefault(static constructor => constructor.Parameters.IsEmpty)
            ?? (usable.Count == 1 ? usable[0] : null);
        return used is null
            ? "has no constructor that the serializer can use: one public constructor, or one with [JsonConstructor]"
            : used.Parameters.FirstOrDefault(parameter => !HasMember(type, parameter.Name)) is { } parameter
                ? $"has a constructor parameter '{parameter.Name}' without a property of that name, so that it cannot be read back"
                : null;
    }

    private static bool HasMember(INamedTypeSymbol type, string name)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (current.GetMembers().Any(member =>
                member is IPropertySymbol or IFieldSymbol { IsImplicitlyDeclared: false }
                && string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }
}
