namespace Billing.Domain.Channels;

/// <summary>The channels of one plan, as the catalog lists them.</summary>
public sealed record PlanChannels(string Plan, IReadOnlyCollection<string> Channels);

/// <summary>Which channels an account may connect. Connecting is a row of the application: a repetition finds the row and changes nothing.</summary>
public static class ChannelRules
{
    /// <param name="allowed">The channels of the account's plan or contract.</param>
    /// <param name="plans">All plans in the catalog's order; a channel that none has is unknown.</param>
    /// <returns>Ok; or <c>plan-required</c> with the extension <c>availableOn</c> (plans separated by commas), or <c>validation-failed</c>.</returns>
    public static Result<Done> CanConnect(string channel, IReadOnlyCollection<string> allowed, IReadOnlyList<PlanChannels> plans)
    {
        var availableOn = AvailableOn(channel, plans);
        if (availableOn.Count == 0)
        {
            return BillingError.Invalid("/channel", $"There is no channel '{channel}'.");
        }

        return allowed.Contains(channel)
            ? Done.Ok
            : new BillingError("plan-required", $"The account's plan does not have the channel '{channel}'.")
            {
                Extensions = new Dictionary<string, string>(StringComparer.Ordinal) { ["availableOn"] = string.Join(',', availableOn) },
            };
    }

    /// <summary>The plans that have the channel, in the catalog's order; none where it is unknown.</summary>
    public static IReadOnlyList<string> AvailableOn(string channel, IReadOnlyList<PlanChannels> plans) =>
        [.. plans.Where(plan => plan.Channels.Contains(channel)).Select(plan => plan.Plan)];
}
