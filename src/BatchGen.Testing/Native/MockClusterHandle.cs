using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace BatchGen.Testing.Native;

/// <summary>
/// A mock cluster and the client instance it lives on. The reference count of the safe handle keeps a fault injected on one thread from
/// touching a cluster that another thread is disposing.
/// </summary>
internal sealed class MockClusterHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    private readonly nint _client;
    private GCHandle _log;

    internal MockClusterHandle(nint cluster, nint client, GCHandle log)
        : base(ownsHandle: true)
    {
        _client = client;
        _log = log;
        SetHandle(cluster);
    }

    protected override bool ReleaseHandle()
    {
        MockClusterNative.Destroy(handle);
        LibrdkafkaNative.Destroy(_client);
        _log.Free();
        return true;
    }
}
