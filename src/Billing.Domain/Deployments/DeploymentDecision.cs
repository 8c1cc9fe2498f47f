using System.Text.Json.Serialization;
using Billing.Domain.Credits;

namespace Billing.Domain.Deployments;

/// <summary>What stands for an approved deployment.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeploymentFunding>))]
public enum DeploymentFunding
{
    [JsonStringEnumMemberName("free")]
    Free,

    [JsonStringEnumMemberName("paid")]
    Paid,

    [JsonStringEnumMemberName("contract")]
    Contract,
}

/// <summary>An approved deployment of an app: the application's row, and the answer to every repetition of its id.</summary>
public sealed record ApprovedDeployment(string DeploymentId, string AppId, DeploymentFunding FundedBy, DateTimeOffset ApprovedAt);

/// <summary>Whether an app may go live: by contract, or while the account has credits. A deployment itself costs nothing.</summary>
public static class DeploymentDecision
{
    /// <param name="hasContract">An enterprise contract is in force: credits do not matter.</param>
    /// <returns>What funds it: the bucket that would be used first; or <c>credits-exhausted</c> until funds or credits are added.</returns>
    public static Result<DeploymentFunding> Decide(bool hasContract, CreditView credits) =>
        hasContract ? DeploymentFunding.Contract
        : !credits.Total.IsPositive ? new BillingError("credits-exhausted", "The account has no credits left; top up or be granted some, then deploy again.")
        : credits.Free.IsPositive ? DeploymentFunding.Free
        : DeploymentFunding.Paid;
}
