using System.Collections.Immutable;
using Billing.Application.Credits;
using Billing.Application.Subscriptions;
using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Catalog;
using Billing.Domain.Credits;
using Billing.Domain.Metering;
using Billing.Domain.Subscriptions;

namespace Billing.Application.Accounts;

/// <summary>Creates and changes accounts. A new standard account starts its trial, with its free credits, in the same commit.</summary>
/// <param name="firstLayout">How the usage of new accounts is laid out; null: in one partition.</param>
public sealed class AccountProfiles(AccountStore accounts, ProductCatalog catalog, UsageLayout? firstLayout = null)
{
    private const int MaxName = 200;

    /// <summary>With the owner as many as one e-mail has recipients.</summary>
    private const int MaxDevelopers = 49;

    public async ValueTask<Result<AccountView>> GetAsync(AccountId account, RequestContext context)
    {
        var state = await accounts.GetAsync(account, context.CancellationToken);
        return state.Map(found => AccountView.Of(account, found.Profile));
    }

    /// <returns>The account and whether it was created; or <c>validation-failed</c>, or <c>account-locked</c> for what cannot change any more.</returns>
    public async ValueTask<Result<Saved<AccountView>>> PutAsync(AccountId account, AccountRequest request, RequestContext context) =>
        Fault(request) is { } fault
            ? fault
            : await accounts.RunAsync(
                account, async work => work.Exists ? Change(work, request) : await CreateAsync(work, request), context.CancellationToken);

    private async ValueTask<Result<Saved<AccountView>>> CreateAsync(AccountWork work, AccountRequest request)
    {
        var profile = new AccountProfile(
            request.Name.Trim(),
            request.Kind,
            request.OwnerEmail,
            request.DeveloperEmails ?? [],
            request.Currency ?? catalog.Currency.Code,
            request.TimeZone ?? AccountZone.Utc.Id,
            work.Now);
        work.State = new AccountState { Profile = profile, Credits = CreditBook.Empty, UsageLayout = firstLayout };
        if (profile.Kind == AccountKind.Standard)
        {
            await work.BecomeAsync(Trial.Start(catalog, work.State.Zone.DateOf(work.Now)), catalog);
            if (catalog.Trial.Credit.IsPositive)
            {
                work.Apply(work.State.Credits.Grant(catalog.Trial.Credit, null, work.Posting("trial", "Free credits of the trial")).Value, catalog);
            }
        }

        return new Saved<AccountView>(AccountView.Of(work.Account, profile), true);
    }

    private static Result<Saved<AccountView>> Change(AccountWork work, AccountRequest request)
    {
        var before = work.State.Profile;
        var after = before with
        {
            Name = request.Name.Trim(),
            OwnerEmail = request.OwnerEmail,
            DeveloperEmails = request.DeveloperEmails ?? before.DeveloperEmails,
            TimeZone = request.TimeZone ?? before.TimeZone,
        };
        if (request.Kind != before.Kind || (request.Currency ?? before.Currency) != before.Currency)
        {
            var pointer = request.Kind != before.Kind ? "/kind" : "/currency";
            return new BillingError("account-locked", "Kind and currency of an account stay as they were created.", pointer);
        }

        if (after.TimeZone != before.TimeZone && work.State.Subscription.IsPaid)
        {
            return new BillingError("account-locked", "The time zone cannot change while a paid period runs: its days are counted in it.", "/timeZone");
        }

        if (!Same(before, after))
        {
            work.State = work.State with { Profile = after };
        }

        return new Saved<AccountView>(AccountView.Of(work.Account, after), false);
    }

    private static bool Same(AccountProfile left, AccountProfile right) =>
        left.DeveloperEmails.SequenceEqual(right.DeveloperEmails) && left with { DeveloperEmails = right.DeveloperEmails } == right;

    private BillingError? Fault(AccountRequest request)
    {
        if (request.Name.Trim().Length is 0 or > MaxName || request.Name.Any(char.IsControl))
        {
            return BillingError.Invalid("/name", $"A name has 1 to {MaxName} characters, none of them a control character.");
        }

        if (EmailAddress.Fault(request.OwnerEmail, "/ownerEmail") is { } owner)
        {
            return owner;
        }

        var developers = request.DeveloperEmails ?? ImmutableArray<string>.Empty;
        if (developers.Length > MaxDevelopers)
        {
            return BillingError.Invalid("/developerEmails", $"At most {MaxDevelopers} addresses.");
        }

        for (var i = 0; i < developers.Length; i++)
        {
            if (EmailAddress.Fault(developers[i], $"/developerEmails/{i}") is { } developer)
            {
                return developer;
            }
        }

        return request.Currency is { } currency && currency != catalog.Currency.Code
            ? BillingError.Invalid("/currency", $"The catalog sells in {catalog.Currency}.")
            : request.TimeZone is { } zone && !AccountZone.TryGet(zone, out _)
                ? BillingError.Invalid("/timeZone", "An IANA time zone is needed, such as Europe/Paris.")
                : null;
    }
}
