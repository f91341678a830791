using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Confluent.Kafka;

namespace BatchGen.Testing.Native;

/// <summary>A line of the client instance that carries a mock cluster, as librdkafka wrote it. Runs on the thread of the cluster.</summary>
/// <param name="level">Severity as in syslog: 3 error, 4 warning, 7 debug.</param>
/// <param name="text">The line, valid during the call only.</param>
internal delegate void MockClusterLog(int level, ReadOnlySpan<byte> text);

/// <summary>Starts mock clusters.</summary>
internal static unsafe class MockCluster
{
    private const int ErrorSize = 512;

    static MockCluster() => LibrdkafkaResolver.Register();

    /// <summary>Starts a cluster that listens on the loopback interface. <paramref name="log"/> must not throw.</summary>
    internal static MockClusterHandle Start(int brokers, MockClusterLog log)
    {
        var logHandle = GCHandle.Alloc(log);
        nint client = 0;
        try
        {
            client = NewClient(GCHandle.ToIntPtr(logHandle));
            var cluster = MockClusterNative.New(client, brokers);
            return cluster != 0
                ? new MockClusterHandle(cluster, client, logHandle)
                : throw new InvalidOperationException($"librdkafka did not start a mock cluster of {brokers} brokers.");
        }
        catch
        {
            if (client != 0)
            {
                LibrdkafkaNative.Destroy(client);
            }

            logHandle.Free();
            throw;
        }
    }

    /// <summary>The <c>bootstrap.servers</c> list of a cluster.</summary>
    internal static string Bootstraps(MockClusterHandle cluster) =>
        Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(MockClusterNative.Bootstraps(cluster)));

    /// <summary>Turns an error code into an exception that says what was attempted.</summary>
    internal static void Check(ErrorCode code, string action)
    {
        if (code != ErrorCode.NoError)
        {
            throw new KafkaException(new Error(code, $"The embedded broker refused to {action}: {code.GetReason()}"));
        }
    }

    private static nint NewClient(nint opaque)
    {
        var error = stackalloc byte[ErrorSize];
        var configuration = LibrdkafkaNative.NewConfiguration();
        try
        {
            // The debug lines are the only place where the cluster tells what it keeps of a partition: see RetentionMonitor.
            Set(configuration, "debug", "mock", error);
            Set(configuration, "log.thread.name", "false", error);
            LibrdkafkaNative.SetOpaque(configuration, opaque);
            LibrdkafkaNative.SetLogCallback(configuration, &OnLog);
            var client = LibrdkafkaNative.New(LibrdkafkaNative.ProducerType, configuration, error, ErrorSize);
            if (client == 0)
            {
                throw new InvalidOperationException("librdkafka did not start a client: " + Text(error));
            }

            configuration = 0; // now owned by the client
            return client;
        }
        finally
        {
            if (configuration != 0)
            {
                LibrdkafkaNative.DestroyConfiguration(configuration);
            }
        }
    }

    private static void Set(nint configuration, string name, string value, byte* error)
    {
        if (LibrdkafkaNative.Set(configuration, name, value, error, ErrorSize) != LibrdkafkaNative.ConfigurationOk)
        {
            throw new InvalidOperationException($"librdkafka refused {name}={value}: {Text(error)}");
        }
    }

    private static string Text(byte* text) => Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnLog(nint client, int level, byte* facility, byte* text)
    {
        if (client != 0 && LibrdkafkaNative.Opaque(client) is var opaque and not 0)
        {
            var log = (MockClusterLog)GCHandle.FromIntPtr(opaque).Target!;
            log(level, MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));
        }
    }
}
