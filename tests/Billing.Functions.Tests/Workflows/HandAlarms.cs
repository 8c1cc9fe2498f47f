namespace Billing.Functions.Tests.Workflows;

/// <param name="Name">Of the event that stands for the timer.</param>
internal sealed record HandAlarm(string Instance, string Name, DateTimeOffset At);

/// <summary>The timers that orchestrations wait for. Each run of their code, a replay too, sets again what it has set before.</summary>
internal sealed class HandAlarms
{
    private readonly Lock _lock = new();
    private readonly List<HandAlarm> _set = [];

    /// <summary>The one that is due first.</summary>
    public HandAlarm? First
    {
        get
        {
            lock (_lock)
            {
                return _set.MinBy(alarm => alarm.At);
            }
        }
    }

    public bool Has(string instance, DateTimeOffset until)
    {
        lock (_lock)
        {
            return _set.Exists(alarm => alarm.Instance == instance && alarm.At <= until);
        }
    }

    public void Set(HandAlarm alarm)
    {
        lock (_lock)
        {
            _set.Remove(alarm);
            _set.Add(alarm);
        }
    }

    public void Remove(HandAlarm alarm)
    {
        lock (_lock)
        {
            _set.Remove(alarm);
        }
    }
}
