using BatchGen.Configuration;

namespace BatchGen.Notifications;

/// <summary>Reads addresses of channels. They are secrets: no message shows one.</summary>
internal static class NotifyUrl
{
    /// <exception cref="BatchConfigurationException">It is no such address, or would go over the network in the clear.</exception>
    public static Uri? Read(ConfigurationReader reader, string key)
    {
        if (reader.Text(key) is not { } text)
        {
            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? url) || url is not { UserInfo: "", Fragment: "" } || !IsHttp(url))
        {
            throw reader.Wrong(key, "is not a URL that begins with https:// and has no user name in it.");
        }

        return url.Scheme == Uri.UriSchemeHttps || url.IsLoopback
            ? url
            : throw reader.Wrong(key, "begins with http://, which is only allowed to this machine (loopback): write https://.");
    }

    private static bool IsHttp(Uri url) => url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp;
}
