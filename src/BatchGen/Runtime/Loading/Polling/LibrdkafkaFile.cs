using System.Diagnostics;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace BatchGen.Runtime;

/// <summary>The file of librdkafka that Confluent.Kafka has loaded.</summary>
internal static class LibrdkafkaFile
{
    private const string LibraryName = "librdkafka";

    /// <summary>The library's handle; 0 where it is not a file of its own.</summary>
    public static nint OrZero()
    {
        try
        {
            // Asking for the version makes Confluent.Kafka load its library, from wherever the application told it to.
            _ = Library.Version;
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
        catch (Exception exception) when (exception is DllNotFoundException or System.ComponentModel.Win32Exception)
        {
            return 0;
        }
    }
}
