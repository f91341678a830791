using System.Reflection;
using System.Runtime.InteropServices;
using BatchGen.Runtime;

namespace BatchGen.Testing.Native;

/// <summary>Binds the native calls of this assembly to the very file that Confluent.Kafka has loaded.</summary>
internal static class LibrdkafkaResolver
{
    internal const string LibraryName = "librdkafka";

    /// <summary>Registers the resolver; once, before the first native call.</summary>
    internal static void Register() => NativeLibrary.SetDllImportResolver(typeof(LibrdkafkaResolver).Assembly, Resolve);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) => name != LibraryName
        ? 0
        : LoadedLibrdkafka.Handle is not 0 and nint library
            ? library
            : throw new DllNotFoundException(
                $"Confluent.Kafka reports librdkafka {Confluent.Kafka.Library.VersionString}, but no module of this process carries its name, so the " +
                "embedded broker cannot reach it. Supported are Linux, Windows and macOS with the library as a file of its own.");
}
