using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace BatchGen.Testing.Native;

/// <summary>
/// Binds the native calls of this assembly to the very file that Confluent.Kafka has loaded. It picks one of several builds of
/// librdkafka at run time, and a second copy would know nothing of the handles of the first.
/// </summary>
internal static class LibrdkafkaResolver
{
    internal const string LibraryName = "librdkafka";

    private static readonly Lazy<nint> Loaded = new(FindLoaded);

    /// <summary>Registers the resolver; once, before the first native call.</summary>
    internal static void Register() => NativeLibrary.SetDllImportResolver(typeof(LibrdkafkaResolver).Assembly, Resolve);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) =>
        name == LibraryName ? Loaded.Value : 0;

    private static nint FindLoaded()
    {
        // Asking for the version makes Confluent.Kafka load its library, from wherever the application told it to.
        _ = Library.Version;

        using var process = Process.GetCurrentProcess();
        foreach (ProcessModule module in process.Modules)
        {
            using (module)
            {
                // "librdkafka", "alpine-librdkafka", "centos8-librdkafka"; not the C++ wrapper "librdkafkacpp".
                var name = Path.GetFileNameWithoutExtension(module.FileName);
                if (name.EndsWith(LibraryName, StringComparison.OrdinalIgnoreCase))
                {
                    return NativeLibrary.Load(module.FileName);
                }
            }
        }

        throw new DllNotFoundException(
            $"Confluent.Kafka reports librdkafka {Library.VersionString}, but no module of this process carries its name, so the " +
            "embedded broker cannot reach it. Supported are Linux, Windows and macOS with the library as a file of its own.");
    }
}
