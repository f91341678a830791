namespace BatchGen.Runtime;

/// <summary>The last so many different things that were seen. Safe for any number of threads.</summary>
/// <param name="capacity">How many are remembered; older ones are forgotten.</param>
internal sealed class RecentSet<T>(int capacity)
    where T : notnull
{
    private readonly Lock _gate = new();
    private readonly HashSet<T> _members = [];
    private readonly Queue<T> _order = new();

    /// <returns>Whether it is new.</returns>
    public bool Add(T member)
    {
        lock (_gate)
        {
            if (!_members.Add(member))
            {
                return false;
            }

            _order.Enqueue(member);
            if (_order.Count > capacity)
            {
                _members.Remove(_order.Dequeue());
            }

            return true;
        }
    }

    public bool Contains(T member)
    {
        lock (_gate)
        {
            return _members.Contains(member);
        }
    }
}
