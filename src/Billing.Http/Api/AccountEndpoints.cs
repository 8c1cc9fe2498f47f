using Billing.Application.Accounts;
using Billing.Domain.Catalog;

namespace Billing.Http.Api;

internal static class AccountEndpoints
{
    public static OperationGroup Group(AccountProfiles profiles, PlanInformationReader plans, ProductCatalog catalog) => new(
        "Accounts", "Customers, and what they have.", ApiJson.Default,
        [
            Operation.Get<CatalogView>("GetPlans", "/plans", Access.Public, _ => new(CatalogView.Of(catalog)))
                .Describe(
                    "What is sold",
                    "Plans, seats, add-ons, support plans and AI features with their prices. The order of the plans is the ladder of upgrades."),
            Operation.PutOrCreate<AccountRequest, AccountView>("PutAccount", "/accounts/{accountId}", Access.Provision,
                    (call, body) => profiles.PutAsync(call.Account, body, call.Context))
                .Describe("Create or change an account", "A new standard account starts its trial, with its free credits.")
                .Refuses("account-locked")
                .Example("""
                    {"name":"Acme","kind":"standard","ownerEmail":"owner@acme.example","developerEmails":[],"currency":"USD","timeZone":"Europe/Paris"}
                    """),
            Operation.Get("GetAccount", "/accounts/{accountId}", Access.Read, call => profiles.GetAsync(call.Account, call.Context))
                .Describe("Read an account"),
            Operation.Get("GetPlanInformation", "/accounts/{accountId}/plan-information", Access.Read, call => plans.GetAsync(call.Account, call.Context))
                .Describe("The plan and what is used of it", "Dates are local dates of the account; instants are UTC. "
                    + "`outlook` says what is coming, the soonest first, each with its date, the days left and a sentence for the customer; "
                    + "`kind` is `renewal`, `plannedChange`, `cancellation`, `trialEnd`, `planBegins`, `paymentAttempt`, `authentication`, `servicesStop` or "
                    + "`contractEnd`. "
                    + "After a renewal that failed, `nextPaymentAttemptAt` and `servicesStopAt` are the instants."),
        ]);
}
