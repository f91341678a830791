using System.Security.Cryptography;
using System.Text;

namespace BatchGen.Workflow.Artifacts;

/// <summary>
/// The digest of generated text: it tells an edit by hand from a text that is merely out of date. It protects against nothing else, so a
/// quarter of a SHA-256 is enough.
/// </summary>
internal static class Digest
{
    /// <summary>The first 16 hexadecimal digits of the SHA-256 of a text with LF line ends.</summary>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Normalized(text))))[..16];

    /// <summary>The text with LF line ends: how a repository checks files out is no edit.</summary>
    public static string Normalized(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);
}
