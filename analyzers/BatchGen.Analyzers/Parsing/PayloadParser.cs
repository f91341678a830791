using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Parsing.Naming;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Parsing;

/// <summary>Reads what a payload type says about itself: its id, its key, and whether it survives the way through JSON.</summary>
internal static class PayloadParser
{
    public static PayloadSpec Parse(
        ITypeSymbol payload, INamedTypeSymbol job, NameScope scope, KnownTypes known, CancellationToken cancellationToken)
    {
        return new PayloadSpec
        {
            Type = TypeNames.Create(payload, scope),
            RecordIds = Members(payload, known.RecordId, job, known),
            RecordKeys = Members(payload, known.RecordKey, job, known),
            Problems = SerializationProblems.Of(payload, known, cancellationToken).ToEquatableArray(),
        };
    }

    private static EquatableArray<RecordMember> Members(ITypeSymbol payload, INamedTypeSymbol? attribute, INamedTypeSymbol job, KnownTypes known)
    {
        List<ISymbol> members = [];
        for (ITypeSymbol? type = payload; type is not null && attribute is not null; type = type.BaseType)
        {
            members.AddRange(type.GetMembers().Where(member =>
                member is IPropertySymbol or IFieldSymbol { IsImplicitlyDeclared: false }
                && !member.IsStatic
                && AttributeReader.Find(member, attribute) is not null));
            members.AddRange(FromParameters(type, attribute));
        }

        // An override and the property that it overrides, or a positional parameter and its property, are one member.
        return members.GroupBy(static member => member.Name).Select(same => Member(same.First(), job, known)).ToEquatableArray();
    }

    private static IEnumerable<ISymbol> FromParameters(ITypeSymbol type, INamedTypeSymbol attribute)
    {
        IEnumerable<IMethodSymbol> constructors = (type as INamedTypeSymbol)?.InstanceConstructors ?? [];
        foreach (IParameterSymbol parameter in constructors.SelectMany(static constructor => constructor.Parameters))
        {
            if (AttributeReader.Find(parameter, attribute) is not null
                && type.GetMembers().FirstOrDefault(member => IsMemberOf(parameter, member)) is { } member)
            {
                yield return member;
            }
        }
    }

    private static bool IsMemberOf(IParameterSymbol parameter, ISymbol member) =>
        member is IPropertySymbol or IFieldSymbol { IsImplicitlyDeclared: false }
        && string.Equals(member.Name, parameter.Name, StringComparison.OrdinalIgnoreCase);

    private static RecordMember Member(ISymbol member, INamedTypeSymbol job, KnownTypes known)
    {
        ITypeSymbol declared = (member as IPropertySymbol)?.Type ?? ((IFieldSymbol)member).Type;
        bool isNullableValue = declared.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        ITypeSymbol type = isNullableValue ? ((INamedTypeSymbol)declared).TypeArguments[0] : declared;
        bool isReadable = member is not IPropertySymbol property || property.GetMethod is { } getter && IsAccessible(getter);
        return new(
            member.Name,
            TypeNames.Escape(member.Name),
            TypeNames.Display(declared),
            FormOf(type, known),
            isNullableValue || declared.NullableAnnotation == NullableAnnotation.Annotated,
            isReadable && IsAccessible(member));

        bool IsAccessible(ISymbol symbol) => known.Compilation.IsSymbolAccessibleWithin(symbol, job);
    }

    private static TextForm FormOf(ITypeSymbol type, KnownTypes known) => type.SpecialType switch
    {
        SpecialType.System_String => TextForm.Text,
        SpecialType.System_Char => TextForm.Character,
        SpecialType.System_DateTime => TextForm.Date,
        SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16
            or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64 => TextForm.Integer,
        _ when type.TypeKind == TypeKind.Enum => TextForm.Enum,
        _ when KnownTypes.Is(type, known.Guid) => TextForm.Guid,
        _ when KnownTypes.Is(type, known.DateOnly) || KnownTypes.Is(type, known.TimeOnly) => TextForm.Date,
        _ when KnownTypes.Is(type, known.DateTimeOffset) => TextForm.Moment,
        _ when KnownTypes.Is(type, known.Uri) => TextForm.Uri,
        _ => TextForm.None,
    };
}
