namespace StarWars.Swapi;

/// <summary>A person as SWAPI writes it: everything is text, <c>unknown</c> and <c>n/a</c> included.</summary>
/// <param name="Url">The person's address.</param>
/// <param name="Name">The name.</param>
/// <param name="Height">In centimetres.</param>
/// <param name="Mass">In kilograms, with a comma between thousands.</param>
/// <param name="HairColor">One or more colours.</param>
/// <param name="SkinColor">One or more colours.</param>
/// <param name="EyeColor">One or more colours.</param>
/// <param name="BirthYear">A number and <c>BBY</c> or <c>ABY</c>: before or after the Battle of Yavin.</param>
/// <param name="Gender">The gender.</param>
/// <param name="Homeworld">The address of the planet.</param>
public sealed record SwapiPerson(
    string Url,
    string Name,
    string? Height = null,
    string? Mass = null,
    string? HairColor = null,
    string? SkinColor = null,
    string? EyeColor = null,
    string? BirthYear = null,
    string? Gender = null,
    string? Homeworld = null);

/// <summary>One page of SWAPI's people.</summary>
/// <param name="Count">How many people there are on all pages.</param>
/// <param name="Next">The address of the next page; null on the last.</param>
/// <param name="Previous">The address of the page before; null on the first.</param>
/// <param name="Results">The people of this page.</param>
public sealed record SwapiPage(int Count, string? Next, string? Previous, IReadOnlyList<SwapiPerson> Results);
