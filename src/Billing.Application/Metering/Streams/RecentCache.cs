namespace Billing.Application.Metering.Streams;

/// <summary>
/// Remembers the most recently used entries: at least <c>capacity</c> of them, at most twice as many. Two generations: what is used moves to the young
/// one; when that is full,
/// the old one is dropped. Safe for parallel use.
/// </summary>
internal sealed class RecentCache<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private Dictionary<TKey, TValue> _young = [];
    private Dictionary<TKey, TValue> _old = [];

    public bool TryGet(TKey key, out TValue? value)
    {
        lock (_lock)
        {
            if (_young.TryGetValue(key, out value))
            {
                return true;
            }

            if (!_old.Remove(key, out value))
            {
                return false;
            }

            Put(key, value);
            return true;
        }
    }

    public void Set(TKey key, TValue value)
    {
        lock (_lock)
        {
            Put(key, value);
        }
    }

    private void Put(TKey key, TValue value)
    {
        if (_young.Count >= capacity)
        {
            (_old, _young) = (_young, []);
        }

        _young[key] = value;
    }
}
