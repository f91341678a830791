using System.Diagnostics.CodeAnalysis;
using MimeKit;

namespace BatchGen.Notifications.Email;

/// <summary>Reads one address, with or without a name before it.</summary>
internal static class EmailAddress
{
    public static bool TryParse(string text, [NotNullWhen(true)] out MailboxAddress? address) =>
        MailboxAddress.TryParse(text, out address) && address.Address.IndexOf('@', StringComparison.Ordinal) is > 0 and int at && at < address.Address.Length - 1;
}
