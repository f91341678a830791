using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace BatchGen.Runtime;

/// <summary>The native client behind one of Confluent.Kafka's, which does not let go of it in public.</summary>
internal static class ClientHandle
{
    /// <summary>Null when this build of Confluent.Kafka has it elsewhere.</summary>
    public static SafeHandle? OrNull(Handle handle)
    {
        try
        {
            return HandleOf(handle) as SafeHandle;
        }
        catch (Exception exception) when (exception is MissingMemberException or TypeLoadException)
        {
            return null;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_LibrdkafkaHandle")]
    [return: UnsafeAccessorType("Confluent.Kafka.Impl.SafeKafkaHandle, Confluent.Kafka")]
    private static extern object? HandleOf(Handle handle);
}
