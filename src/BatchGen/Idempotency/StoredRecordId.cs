using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace BatchGen.Idempotency;

/// <summary>
/// A record id as the stores keep it: as it is, where every database can keep that in an index; otherwise its hash. An id that a
/// database refuses would hold its partition for ever.
/// </summary>
internal static class StoredRecordId
{
    private const int MaxLength = 256;
    private const string Prefix = "sha256:";

    public static string Of(string recordId) =>
        recordId.Length <= MaxLength && !recordId.Contains('\0') && !recordId.StartsWith(Prefix, StringComparison.Ordinal) && IsWellFormed(recordId)
            ? recordId
            : Prefix + Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(recordId.AsSpan())));

    /// <summary>Half of a surrogate pair would be replaced on its way into the database, and two ids become one.</summary>
    private static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        while (text.Length > 0)
        {
            if (Rune.DecodeFromUtf16(text, out _, out int length) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            text = text[length..];
        }

        return true;
    }
}
