using Billing.Application.Accounts;
using Billing.Application.Credits;
using Billing.Domain;
using Billing.Domain.Catalog;
using Billing.Domain.Credits;

namespace Billing.Application.Operations;

/// <summary>Free credits given by an operator, with the reason on record.</summary>
public sealed class CreditGrants(AccountStore accounts, ProductCatalog catalog)
{
    private const int MaxReason = 500;

    public ValueTask<Result<GrantView>> GrantAsync(AccountId account, GrantRequest request, RequestContext context) =>
        accounts.ChangeAsync(account, context, StorageJson.Default.GrantView, work =>
        {
            if (request.Reason.Trim() is not { Length: > 0 and <= MaxReason } reason)
            {
                return new(BillingError.Invalid("/reason", $"A reason of 1 to {MaxReason} characters is needed."));
            }

            var change = work.State.Credits.Grant(request.Micros, request.ExpiresAt?.ToUniversalTime(), work.Posting(reason, "Free credits granted"));
            if (!change.IsOk)
            {
                return new(change.Error);
            }

            work.Apply(change.Value, catalog);
            work.Audit(context.Caller, "credits.grant", $"{request.Micros}, expires {request.ExpiresAt?.ToString("O") ?? "never"}: {reason}");
            var total = CreditView.Of(work.State.Credits, work.Now, catalog.LowBalance).Total;
            return new(new GrantView(change.Value.Transfers[^1].Id, request.Micros, request.ExpiresAt, total));
        });
}
