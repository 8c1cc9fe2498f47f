using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using Billing.Application.Ports;
using Billing.Stripe.Api;

namespace Billing.Stripe.Client;

/// <summary>A whole list of Stripe's, newest first, read page after page as it is asked for.</summary>
internal static class StripePages
{
    private const int Largest = 100;

    /// <exception cref="PaymentProviderException">Stripe did not answer, or refused.</exception>
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        StripeClient client, FormattableString path, Func<StripeForm> query, JsonTypeInfo<Page<T>> type, Func<T, string> idOf,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? after = null;
        do
        {
            var result = await client.GetAsync(path, query().Add("limit", Largest).Add("starting_after", after), type, cancellationToken);
            var page = result.Value ?? throw new PaymentProviderException($"Stripe did not list {path.Format}: {result.Error?.Code ?? "no answer"}.");
            foreach (var item in page.Data)
            {
                yield return item;
            }

            after = page.HasMore && page.Data.Count > 0 ? idOf(page.Data[^1]) : null;
        }
        while (after is not null);
    }
}
