using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using BatchGen.Runtime;
using Confluent.Kafka;

namespace BatchGen.Cli.Connection;

/// <summary>
/// Which cluster it is, whatever brokers it was reached through. Confluent.Kafka tells a cluster's id only by the admin call
/// DescribeCluster, which needs a permission of its own and which an embedded broker does not serve; the client has learnt the id with
/// the metadata, so it is asked there.
/// </summary>
internal static unsafe class ClusterIdentity
{
    /// <summary>The id, or a hash of the broker list where the cluster (before Kafka 0.10.1) or this build of the client does not tell.</summary>
    public static string Of(Handle handle, Metadata metadata, TimeSpan timeout) => Ask(handle, timeout) ?? OfBrokers(metadata);

    private static string? Ask(Handle handle, TimeSpan timeout)
    {
        nint library = LoadedLibrdkafka.Handle;
        if (library == 0
            || ClientHandle.OrNull(handle) is not { } client
            || !NativeLibrary.TryGetExport(library, "rd_kafka_clusterid", out nint clusterId)
            || !NativeLibrary.TryGetExport(library, "rd_kafka_mem_free", out nint free))
        {
            return null;
        }

        bool isHeld = false;
        client.DangerousAddRef(ref isHeld);
        try
        {
            nint native = client.DangerousGetHandle();
            nint text = ((delegate* unmanaged[Cdecl]<nint, int, nint>)clusterId)(native, (int)timeout.TotalMilliseconds);
            if (text == 0)
            {
                return null;
            }

            string? id = Marshal.PtrToStringUTF8(text);
            ((delegate* unmanaged[Cdecl]<nint, nint, void>)free)(native, text);
            return string.IsNullOrEmpty(id) ? null : id;
        }
        finally
        {
            client.DangerousRelease();
        }
    }

    private static string OfBrokers(Metadata metadata)
    {
        string brokers = string.Join(',', metadata.Brokers.Select(broker => $"{broker.Host}:{broker.Port}").Order(StringComparer.Ordinal));
        return $"brokers-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(brokers)).AsSpan(0, 8))}";
    }
}
