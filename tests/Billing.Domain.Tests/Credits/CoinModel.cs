using Billing.Domain.Credits;

namespace Billing.Domain.Tests.Credits;

/// <summary>Credits as a bag of single micros, each with its expiry and age: as naive as it can be, and sharing no code with the ledger.</summary>
internal sealed class CoinModel
{
    private readonly List<(DateTimeOffset Expires, int Age)> _free = [];
    private readonly Dictionary<string, (long Micros, DateTimeOffset Expires)> _holds = [];
    private int _age;

    public long Paid { get; private set; }

    public long Issued { get; private set; }

    public long Loaded { get; private set; }

    public long Charged { get; private set; }

    public long Broken { get; private set; }

    public long Free => _free.Count;

    public long Total => Free + Paid;

    public long Held(DateTimeOffset now) => _holds.Values.Where(hold => hold.Expires > now).Sum(hold => hold.Micros);

    public void Expire(DateTimeOffset now) => Broken += _free.RemoveAll(coin => coin.Expires <= now);

    public void Grant(long micros, DateTimeOffset? expires)
    {
        Issued += micros;
        _age++;
        for (; micros > 0; micros--)
        {
            if (Paid < 0)
            {
                Paid++;
            }
            else
            {
                _free.Add((expires ?? DateTimeOffset.MaxValue, _age));
            }
        }
    }

    public void Load(long micros) => (Paid, Loaded) = (Paid + micros, Loaded + micros);

    public void Debit(long micros)
    {
        Charged += micros;
        for (; micros > 0; micros--)
        {
            if (_free.Count > 0)
            {
                _free.Remove(_free.Min());
            }
            else
            {
                Paid--;
            }
        }
    }

    public void GiveBack(long micros) => (Paid, Charged) = (Paid + micros, Charged - micros);

    /// <summary>Whether the hold stands afterwards; null where another of the same id does.</summary>
    public bool? Hold(string id, long micros, DateTimeOffset expires, DateTimeOffset now)
    {
        if (_holds.TryGetValue(id, out var open) && open.Expires > now)
        {
            return open.Micros == micros ? true : null;
        }

        if (micros > Total - Held(now))
        {
            return false;
        }

        _holds[id] = (micros, expires);
        return true;
    }

    public void Close(string id) => _holds.Remove(id);

    public static IEnumerable<(string Account, long Micros)> Balances(IEnumerable<Transfer> transfers) =>
        transfers.SelectMany(t => new[] { (t.Debit, -t.Amount.Value), (t.Credit, t.Amount.Value) });
}
