using Billing.Application.Accounts;
using Billing.Application.Rows;
using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Catalog;

namespace Billing.Application.Seats;

/// <summary>Answer of a team member's request.</summary>
public sealed record TeamSeatsView(int Used, int? Included, int Purchased);

public sealed record TeamMemberView(string UserId);

/// <summary>Gives team seats and takes them back; both can be repeated.</summary>
public sealed class TeamMembers(AccountStore accounts, ProductCatalog catalog)
{
    public ValueTask<Result<TeamSeatsView>> AddAsync(AccountId account, string userId, RequestContext context) =>
        ChangeAsync(account, context, async work =>
        {
            var row = AccountRows.Member(userId);
            var terms = AccountTerms.Of(work.State, catalog, work.Now);
            var isMember = await work.HasRowAsync(row);
            var seats = work.State.Team.Add(isMember, terms.Limits.TeamSeats);
            if (seats.IsOk && !isMember)
            {
                work.State = work.State with { Team = seats.Value };
                work.Mark(row);
            }

            return seats.Map(_ => View(work.State, terms));
        });

    public ValueTask<Result<TeamSeatsView>> RemoveAsync(AccountId account, string userId, RequestContext context) =>
        ChangeAsync(account, context, async work =>
        {
            var row = AccountRows.Member(userId);
            if (await work.HasRowAsync(row))
            {
                work.State = work.State with { Team = work.State.Team.Remove(isMember: true) };
                work.Remove(row);
            }

            return View(work.State, AccountTerms.Of(work.State, catalog, work.Now));
        });

    /// <summary>By user id.</summary>
    public ValueTask<Result<Page<TeamMemberView>>> ListAsync(AccountId account, PageRequest page, RequestContext context) =>
        accounts.PageAsync(account, AccountRows.MemberPrefix, page, static (userId, _) => new TeamMemberView(userId), context.CancellationToken);

    internal static TeamSeatsView View(AccountState state, AccountTerms terms) =>
        new(state.Team.Used, terms.Limits.TeamSeatsIncluded, terms.Limits.TeamSeatsPurchased);

    private ValueTask<Result<TeamSeatsView>> ChangeAsync(
        AccountId account, RequestContext context, Func<AccountWork, ValueTask<Result<TeamSeatsView>>> decide) =>
        accounts.ChangeAsync(account, context, StorageJson.Default.TeamSeatsView, decide);
}
