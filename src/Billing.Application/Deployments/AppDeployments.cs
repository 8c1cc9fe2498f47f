using Billing.Application.Accounts;
using Billing.Application.Rows;
using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Catalog;
using Billing.Domain.Credits;
using Billing.Domain.Deployments;

namespace Billing.Application.Deployments;

public sealed record DeploymentRequest(string DeploymentId);

/// <param name="Decision"><c>approved</c>; a refusal is 402 <c>credits-exhausted</c>.</param>
/// <param name="FundedBy"><c>free</c>, <c>paid</c> or <c>contract</c>.</param>
public sealed record ApprovalView(string Decision, DeploymentFunding FundedBy);

/// <summary>Decides whether an app may go live. An approved deployment stays approved however often it is asked for.</summary>
public sealed class AppDeployments(AccountStore accounts, ProductCatalog catalog)
{
    public ValueTask<Result<ApprovalView>> DeployAsync(AccountId account, AppId app, DeploymentRequest request, RequestContext context) =>
        accounts.ChangeAsync(account, context, StorageJson.Default.ApprovalView, async work =>
        {
            if (!CallerId.IsValid(request.DeploymentId))
            {
                return CallerId.Invalid("/deploymentId");
            }

            var row = AccountRows.Deployment(app.Value, request.DeploymentId);
            if (await work.FindAsync(row, StorageJson.Default.ApprovedDeployment) is { } approved)
            {
                return View(approved.FundedBy);
            }

            var credits = CreditView.Of(work.State.Credits, work.Now, catalog.LowBalance);
            var subscription = AccountTerms.Of(work.State, catalog, work.Now).Subscription;
            var funding = DeploymentDecision.Decide(subscription is { Contract: not null, HasServices: true }, credits);
            if (funding.IsOk)
            {
                work.Add(row, new ApprovedDeployment(request.DeploymentId, app.Value, funding.Value, work.Now), StorageJson.Default.ApprovedDeployment);
            }

            return funding.Map(View);
        });

    /// <summary>Approved ones, by app and id.</summary>
    public ValueTask<Result<Page<ApprovedDeployment>>> ListAsync(AccountId account, PageRequest page, RequestContext context) =>
        accounts.PageAsync(
            account,
            AccountRows.DeploymentPrefix,
            page,
            static (_, row) => Documents.Read(row, StorageJson.Default.ApprovedDeployment),
            context.CancellationToken);

    private static ApprovalView View(DeploymentFunding fundedBy) => new("approved", fundedBy);
}
