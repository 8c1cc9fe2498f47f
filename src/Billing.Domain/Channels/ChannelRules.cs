using Billing.Domain.Catalog;

namespace Billing.Domain.Channels;

/// <summary>Which channels an account may connect. Connecting is a row of the application: a repetition finds the row and changes nothing.</summary>
public static class ChannelRules
{
    /// <param name="allowed">The channels of the account's plan or contract.</param>
    /// <returns>Ok; or <c>plan-required</c> with the plans that have the channel, or <c>validation-failed</c> for a channel that no plan has.</returns>
    public static Result<Done> CanConnect(string channel, IReadOnlyCollection<string> allowed, ProductCatalog catalog)
    {
        if (allowed.Contains(channel))
        {
            return Done.Ok;
        }

        string[] availableOn = [.. catalog.PlansWithChannel(channel).Select(plan => plan.Id)];
        return availableOn.Length == 0
            ? BillingError.Invalid("/channel", $"There is no channel '{channel}'.")
            : new BillingError("plan-required", $"The account's plan does not have the channel '{channel}'.") { Extensions = new(AvailableOn: availableOn) };
    }
}
