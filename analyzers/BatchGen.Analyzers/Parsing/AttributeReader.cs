using BatchGen.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Parsing;

/// <summary>Reads the arguments of one attribute. What is missing or of a wrong type, as in code that is being typed, is null.</summary>
internal readonly struct AttributeReader(AttributeData? attribute)
{
    /// <summary>The first attribute of a class on a symbol, or null.</summary>
    public static AttributeData? Find(ISymbol symbol, INamedTypeSymbol? attributeClass) => attributeClass is null
        ? null
        : symbol.GetAttributes().FirstOrDefault(attribute => KnownTypes.Is(attribute.AttributeClass, attributeClass));

    /// <summary>Whether the attribute does not compile, so that what it states cannot be known: the compiler has said so.</summary>
    public bool IsUnresolved =>
        attribute is not null
        && (attribute.AttributeConstructor is not { } constructor
            || constructor.Parameters.Length != attribute.ConstructorArguments.Length
            || attribute.ConstructorArguments.Any(IsWrong)
            || attribute.NamedArguments.Any(static argument => IsWrong(argument.Value)));

    /// <summary>The first constructor argument as text.</summary>
    public string? ConstructorString() =>
        attribute?.ConstructorArguments is [{ Kind: TypedConstantKind.Primitive, Value: string text }, ..] ? text : null;

    public string? String(string name) => Value(name) as string;

    public bool Bool(string name) => Value(name) is true;

    /// <summary>A number or the number of an enum member.</summary>
    public int? Int(string name) => Value(name) is int number ? number : null;

    /// <summary>An enum member; null also for a number that is none.</summary>
    public T? Enum<T>(string name)
        where T : struct, Enum =>
        Value(name) is int number && System.Enum.IsDefined(typeof(T), number) ? (T)System.Enum.ToObject(typeof(T), number) : null;

    public bool States(string name) => attribute is not null && attribute.NamedArguments.Any(argument => argument.Key == name);

    public EquatableArray<string> Strings(string name) => Named(name) is { Kind: TypedConstantKind.Array, IsNull: false } array
        ? array.Values.Select(item => item.Kind == TypedConstantKind.Primitive ? item.Value : null).OfType<string>().ToEquatableArray()
        : [];

    private static bool IsWrong(TypedConstant constant) =>
        constant.Kind == TypedConstantKind.Error
        || (constant.Kind == TypedConstantKind.Array && !constant.IsNull && constant.Values.Any(IsWrong));

    private object? Value(string name) =>
        Named(name) is { Kind: TypedConstantKind.Primitive or TypedConstantKind.Enum } constant ? constant.Value : null;

    private TypedConstant? Named(string name)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute?.NamedArguments ?? [])
        {
            if (argument.Key == name)
            {
                return argument.Value;
            }
        }

        return null;
    }
}
