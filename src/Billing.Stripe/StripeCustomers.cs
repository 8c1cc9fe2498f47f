using System.Collections.Concurrent;
using Billing.Application.Ports;
using Billing.Domain;
using Billing.Stripe.Api;

namespace Billing.Stripe;

/// <summary>Which customer of Stripe's is which account: made when the account first needs one, and kept in a table of our own.</summary>
internal sealed class StripeCustomers(IStripeRequests stripe, ITableStore tables)
{
    public const string Table = "stripecustomers";
    private const string Row = "customer";
    private const string IdProperty = "CustomerId";
    private const int MostKeys = 3;
    private readonly ConcurrentDictionary<AccountId, string> _known = new();

    /// <summary>The account's customer; null where it has none yet.</summary>
    public async ValueTask<string?> FindAsync(AccountId account, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(account, out var known))
        {
            return known;
        }

        return await tables.GetAsync(Table, account.Value, Row, cancellationToken) is { } row ? _known[account] = row.Properties[IdProperty].AsString() : null;
    }

    /// <summary>The account's customer, made where it has none; null where Stripe did not answer.</summary>
    public async ValueTask<string?> OfAsync(AccountId account, CancellationToken cancellationToken)
    {
        if (await FindAsync(account, cancellationToken) is { } found)
        {
            return found;
        }

        if (await MakeAsync(account, cancellationToken) is not { } customer)
        {
            return null;
        }

        var insert = TableOperation.Insert(Row, new TableProperties { { IdProperty, TableValue.Of(customer.Id) } });
        var result = await tables.CommitAsync(new TableCommit(Table, account.Value, [insert]), cancellationToken);
        return result.IsCommitted ? _known[account] = customer.Id : await FindAsync(account, cancellationToken);
    }

    /// <summary>
    /// Two at once make one customer, by the key; two a day apart would make two, and the first row wins. A key under which Stripe has stored a failure gets
    /// no other answer for a day, so the next one is used: a customer too many costs nothing.
    /// </summary>
    private async ValueTask<Customer?> MakeAsync(AccountId account, CancellationToken cancellationToken)
    {
        for (var key = 1; ; key++)
        {
            var name = key == 1 ? $"customer-{account}" : $"customer-{account}.{key}";
            var made = await stripe.CreateCustomerAsync(account, name, cancellationToken);
            if (!made.IsStoredFailure || key == MostKeys)
            {
                return made.Value;
            }
        }
    }

    /// <summary>The account that Stripe's customer was made for; null where it was made by other hands.</summary>
    public async ValueTask<AccountId?> AccountOfAsync(string customer, CancellationToken cancellationToken)
    {
        var found = await stripe.GetCustomerAsync(customer, cancellationToken);
        return found.IsUnknown
            ? throw new PaymentProviderException("Stripe did not tell whose customer it is.")
            : StripeMetadata.AccountOf(found.Value?.Metadata);
    }
}
