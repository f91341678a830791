using System.Text.RegularExpressions;

namespace BatchGen.Fallbacks.S3;

/// <summary>Where a store is: <c>s3://bucket/prefix</c>.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Prefix">What all its objects begin with: empty, or ending with a slash.</param>
internal sealed partial record S3Place(string Bucket, string Prefix)
{
    /// <summary>Keys of entries take up to 200 of the 1,024 bytes that a service allows for a name.</summary>
    private const int MaxPrefix = 700;

    public string Location => $"s3://{Bucket}/{Prefix.TrimEnd('/')}".TrimEnd('/');

    public string ObjectOf(string name) => Prefix + name;

    /// <exception cref="BatchConfigurationException">It is not the name of a bucket and a prefix.</exception>
    public static S3Place Parse(string store)
    {
        Match match = Address().Match(store);
        string prefix = match.Groups["prefix"].Value.Trim('/');
        if (!match.Success || prefix.Length > MaxPrefix || prefix.Split('/').Any(part => part is "." or "..") || prefix.Contains("//", StringComparison.Ordinal))
        {
            throw new BatchConfigurationException(
                "Batch:Fallback:Store",
                "write s3://bucket or s3://bucket/prefix: a bucket has 3 to 63 lower-case letters, digits, dots and hyphens, and a prefix letters, digits and /!-_.*'().");
        }

        return new S3Place(match.Groups["bucket"].Value, prefix.Length == 0 ? "" : prefix + '/');
    }

    // The characters of which the services say that they are safe in a name, so that the address is the name.
    [GeneratedRegex(@"^(?i:s3)://(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(/(?<prefix>[A-Za-z0-9/!\-_.*'()]*))?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
