using System.Runtime.CompilerServices;
using Billing.Application.Ports;
using Billing.Stripe.Api;

namespace Billing.Stripe.Client;

/// <summary>A whole list of Stripe's, newest first, read page after page as it is asked for.</summary>
internal static class StripePages
{
    /// <summary>Entries that Stripe gives at most at once.</summary>
    public const int Largest = 100;

    /// <param name="what">For the reader of a failure: payments.</param>
    /// <param name="page">The page after an entry; after null the first one.</param>
    /// <exception cref="PaymentProviderException">Stripe did not answer, or refused.</exception>
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        string what, Func<string?, Task<StripeResult<Page<T>>>> page, Func<T, string> idOf, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? after = null;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            var result = await page(after);
            var found = result.Value ?? throw new PaymentProviderException($"Stripe did not list {what}: {result.Error?.Code ?? "no answer"}.");
            foreach (var item in found.Data)
            {
                yield return item;
            }

            after = found.HasMore && found.Data.Count > 0 ? idOf(found.Data[^1]) : null;
        }
        while (after is not null);
    }
}
