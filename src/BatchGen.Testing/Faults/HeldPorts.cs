using System.Net;
using System.Net.Sockets;

namespace BatchGen.Testing;

/// <summary>
/// The ports of brokers that are down, kept from the rest of the machine. The native cluster opens a broker's listener again on its old port
/// and aborts the process when somebody else has got it meanwhile: on a busy machine some outgoing connection does, sooner or later.
/// </summary>
/// <remarks>Linux only: there a port that is bound but not listening can be bound again, and is never given to an outgoing connection.</remarks>
internal sealed class HeldPorts(IReadOnlyList<int> ports)
{
    private const int SolSocket = 1;
    private const int SoReuseAddress = 2;

    private readonly Lock _gate = new();
    private readonly Dictionary<int, Socket> _held = [];

    /// <summary>Takes the port of a broker that has just gone down; null for all.</summary>
    public void Hold(int? broker)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        lock (_gate)
        {
            foreach (var id in Brokers(broker).Where(id => !_held.ContainsKey(id)))
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                try
                {
                    socket.SetRawSocketOption(SolSocket, SoReuseAddress, BitConverter.GetBytes(1));
                    socket.Bind(new IPEndPoint(IPAddress.Loopback, ports[id - 1]));
                    _held[id] = socket;
                }
                catch (SocketException)
                {
                    // The broker was down already, or somebody was quicker: there is nothing left to keep.
                    socket.Dispose();
                }
            }
        }
    }

    /// <summary>Gives the port back, once the broker has it again; null for all.</summary>
    public void Release(int? broker)
    {
        lock (_gate)
        {
            foreach (var id in Brokers(broker))
            {
                if (_held.Remove(id, out var socket))
                {
                    socket.Dispose();
                }
            }
        }
    }

    private IEnumerable<int> Brokers(int? broker) => broker is { } id ? [id] : Enumerable.Range(1, ports.Count);
}
