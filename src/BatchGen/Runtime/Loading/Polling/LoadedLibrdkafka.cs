using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace BatchGen.Runtime;

/// <summary>
/// The very file of librdkafka that Confluent.Kafka has loaded. It picks one of several builds at run time, and a second copy would know
/// nothing of the handles of the first.
/// </summary>
internal static class LoadedLibrdkafka
{
    private const string LibraryName = "librdkafka";

    private static readonly Lazy<nint> Library = new(Find);

    /// <summary>Its handle; 0 where the library is not a file of its own.</summary>
    public static nint Handle => Library.Value;

    private static nint Find()
    {
        try
        {
            // Asking for the version makes Confluent.Kafka load its library, from wherever the application told it to.
            _ = Confluent.Kafka.Library.Version;
            using Process process = Process.GetCurrentProcess();
            foreach (ProcessModule module in process.Modules)
            {
                using (module)
                {
                    // "librdkafka", "alpine-librdkafka", "centos8-librdkafka"; not the C++ wrapper "librdkafkacpp".
                    if (Path.GetFileNameWithoutExtension(module.FileName).EndsWith(LibraryName, StringComparison.OrdinalIgnoreCase))
                    {
                        return NativeLibrary.Load(module.FileName);
                    }
                }
            }

            return 0;
        }
        catch (Exception exception) when (exception is DllNotFoundException or Win32Exception)
        {
            return 0;
        }
    }
}
