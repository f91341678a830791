namespace BatchGen.Hosting.Commands;

/// <summary>Reads <c>--batch-id</c>.</summary>
internal static class BatchIdText
{
    /// <exception cref="UsageException">It is no UUID of version 4 or 7.</exception>
    public static Guid Parse(string text) =>
        Guid.TryParse(text, out Guid id) && BatchIds.IsValid(id)
            ? id
            : throw new UsageException($"--batch-id '{text}' is not a UUID of version 4 or 7.");
}
