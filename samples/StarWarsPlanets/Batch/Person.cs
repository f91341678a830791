namespace StarWars.Planets.Batch;

/// <summary>Of a person of <c>people.ingest.v1</c>, which another project publishes, what the audit needs; the rest is not read.</summary>
/// <param name="Url">The person's address at the source.</param>
/// <param name="Name">The name.</param>
/// <param name="Homeworld">As the source puts it, or null.</param>
public sealed record Person([property: RecordId] string Url, string Name, string? Homeworld);
