using Billing.Application.Accounts;
using Billing.Application.Rows;
using Billing.Application.Usage;
using Billing.Domain;
using Billing.Domain.Catalog;
using Billing.Domain.Credits;
using Billing.Domain.Metering;

namespace Billing.Application.Credits;

/// <summary>The row of a hold that was once taken: its id is not taken again after it was settled, freed or expired.</summary>
public sealed record StoredHold(Micros Micros, DateTimeOffset ExpiresAt);

/// <summary>
/// Sets credits aside for an AI call and frees them. Taking is atomic, so that parallel calls cannot overspend, and repeatable by the hold's id.
/// </summary>
public sealed class CreditHoldDesk(AccountStore accounts, UsageSettlement settlement, ProductCatalog catalog)
{
    private const long DefaultSeconds = 600;

    public async ValueTask<Result<HoldView>> HoldAsync(AccountId account, HoldRequest request, RequestContext context)
    {
        await settlement.CatchUpAsync(account, context.CancellationToken);
        return await accounts.ChangeAsync(account, context, StorageJson.Default.HoldView, async work =>
        {
            if (!CallerId.IsValid(request.HoldId))
            {
                return CallerId.Invalid("/holdId");
            }

            var micros = Price(request);
            var seconds = request.ExpiresInSeconds ?? DefaultSeconds;
            if (!micros.IsOk || seconds is < 1 or > 86400)
            {
                return micros.Error ?? BillingError.Invalid("/expiresInSeconds", "A hold lasts 1 to 86400 seconds.");
            }

            var row = AccountRows.Hold(request.HoldId);
            var held = work.State.Credits.Hold(request.HoldId, micros.Value, TimeSpan.FromSeconds(seconds), work.Now);
            if (held is { IsOk: true, Value.IsNew: true })
            {
                if (await work.HasRowAsync(row))
                {
                    return new BillingError("hold-closed", "A hold of this id was settled, freed or has expired; take a new id.", "/holdId");
                }

                work.State = work.State with { Credits = held.Value.Book };
                work.Add(row, new StoredHold(micros.Value, held.Value.Hold.ExpiresAt), StorageJson.Default.StoredHold);
            }

            return held.Map(hold => new HoldView(request.HoldId, hold.Hold.Micros, hold.Available));
        });
    }

    /// <summary>Frees what is held; a hold that is already closed is no error, one that never was is <c>hold-not-found</c>.</summary>
    public ValueTask<Result<HoldView>> ReleaseAsync(AccountId account, string holdId, RequestContext context) =>
        accounts.ChangeAsync(account, context, StorageJson.Default.HoldView, async work =>
        {
            if (await work.FindAsync(AccountRows.Hold(holdId), StorageJson.Default.StoredHold) is not { } stored)
            {
                return new BillingError("hold-not-found", $"There is no hold '{holdId}'.");
            }

            var book = work.State.Credits.Release(holdId);
            if (!ReferenceEquals(book, work.State.Credits))
            {
                work.State = work.State with { Credits = book };
            }

            return new HoldView(holdId, stored.Micros, CreditView.Of(book, work.Now, catalog.LowBalance).Available);
        });

    private Result<Micros> Price(HoldRequest request)
    {
        if (request.Micros is { } micros)
        {
            return request.Feature is null ? micros : BillingError.Invalid("/feature", "Give micros, or a feature with its tokens, not both.");
        }

        if (request.Feature is null)
        {
            return BillingError.Invalid("/micros", "Give micros, or a feature with inputTokens and maxOutputTokens.");
        }

        return (catalog.FindAiFeature(request.Feature), request.InputTokens, request.MaxOutputTokens) switch
        {
            (null, _, _) => BillingError.Invalid("/feature", $"There is no AI feature '{request.Feature}'."),
            (_, not >= 0, _) => BillingError.Invalid("/inputTokens", "A number of tokens, 0 or more, is needed."),
            (_, _, not >= 0) => BillingError.Invalid("/maxOutputTokens", "A number of tokens, 0 or more, is needed."),
            var (feature, input, output) => new AiPrice(feature.Input, feature.Output).Of(input.Value, output.Value) is { } price
                ? price
                : BillingError.Invalid("/maxOutputTokens", "The tokens cost more than a request can."),
        };
    }
}
