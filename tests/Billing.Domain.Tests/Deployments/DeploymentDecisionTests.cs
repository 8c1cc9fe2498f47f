using Billing.Domain.Credits;
using Billing.Domain.Deployments;

namespace Billing.Domain.Tests.Deployments;

public sealed class DeploymentDecisionTests
{
    [Theory]
    //          contract  free  paid  funded by, or code
    [InlineData(false,    5,    5,    "Free")]
    [InlineData(false,    5,    0,    "Free")]
    [InlineData(false,    0,    5,    "Paid")]
    [InlineData(false,    0,    0,    "credits-exhausted")]
    [InlineData(false,    0,    -5,   "credits-exhausted")]
    [InlineData(true,     0,    -5,   "Contract")]
    [InlineData(true,     5,    5,    "Contract")]
    public void A_deployment_is_funded_by_contract_or_credits(bool contract, long free, long paid, string expected)
    {
        var credits = new CreditView(new(free), new(paid), new(free + paid), Held: default, new(free + paid), LowBalance: true);

        var answer = DeploymentDecision.Decide(contract, credits);

        Assert.Equal(expected, answer.IsOk ? answer.Value.ToString() : answer.Error.Code);
    }
}
