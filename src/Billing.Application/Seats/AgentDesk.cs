using Billing.Application.Accounts;
using Billing.Application.Rows;
using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Catalog;
using Billing.Domain.Seats;

namespace Billing.Application.Seats;

/// <param name="Assigned">Enrolled; of named seats, one is the agent's.</param>
/// <param name="LoggedIn">Of concurrent seats, one is the agent's until the logout.</param>
public sealed record AgentView(string AgentId, bool Assigned, bool LoggedIn);

/// <summary>Assigns named agent seats, and takes and frees concurrent ones by login and logout. All four can be repeated.</summary>
public sealed class AgentDesk(AccountStore accounts, ProductCatalog catalog)
{
    public ValueTask<Result<AgentSeatsView>> AssignAsync(AccountId account, SeatProduct product, string agentId, RequestContext context) =>
        ChangeAsync(account, product, agentId, context, static (seats, agent, purchased) => seats.Assign(agent, purchased));

    public ValueTask<Result<AgentSeatsView>> UnassignAsync(AccountId account, SeatProduct product, string agentId, RequestContext context) =>
        ChangeAsync(account, product, agentId, context, static (seats, agent, _) => seats.Unassign(agent));

    public ValueTask<Result<AgentSeatsView>> LoginAsync(AccountId account, SeatProduct product, string agentId, RequestContext context) =>
        ChangeAsync(account, product, agentId, context, static (seats, agent, purchased) => seats.Login(agent, purchased));

    public ValueTask<Result<AgentSeatsView>> LogoutAsync(AccountId account, SeatProduct product, string agentId, RequestContext context) =>
        ChangeAsync(account, product, agentId, context, static (seats, agent, _) => seats.Logout(agent));

    public async ValueTask<Result<AgentSeatsView>> GetAsync(AccountId account, SeatProduct product, RequestContext context)
    {
        var state = await accounts.GetAsync(account, context.CancellationToken);
        return state.Map(found => View(found, AccountTerms.Of(found, catalog, accounts.Now), product));
    }

    /// <summary>Agents who are assigned or logged in, by id.</summary>
    public ValueTask<Result<Page<AgentView>>> ListAsync(AccountId account, SeatProduct product, PageRequest page, RequestContext context) =>
        accounts.PageAsync(account, AccountRows.Agents(product), page, static (agentId, row) =>
        {
            var (assigned, loggedIn) = Documents.Read(row, StorageJson.Default.StoredAgent).Presence;
            return new AgentView(agentId, assigned, loggedIn);
        }, context.CancellationToken);

    internal static AgentSeatsView View(AccountState state, AccountTerms terms, SeatProduct product) =>
        state.Seats(product).View(terms.Purchased(product), terms.Period?.Start);

    private ValueTask<Result<AgentSeatsView>> ChangeAsync(
        AccountId account,
        SeatProduct product,
        string agentId,
        RequestContext context,
        Func<AgentSeats, AgentPresence, PurchasedSeats, Result<AgentDecision>> decide) =>
        accounts.ChangeAsync(account, context, StorageJson.Default.AgentSeatsView, async work =>
        {
            var row = AccountRows.Agent(product, agentId);
            var terms = AccountTerms.Of(work.State, catalog, work.Now);
            var stored = await work.FindAsync(row, StorageJson.Default.StoredAgent);
            var agent = stored?.Presence ?? default;
            var decision = decide(work.State.Seats(product).In(terms.Period?.Start), agent, terms.Purchased(product));
            if (decision.IsOk && decision.Value.Agent != agent)
            {
                work.State = work.State.WithSeats(product, decision.Value.Seats);
                Keep(work, row, decision.Value.Agent);
            }

            return decision.Map(_ => View(work.State, terms, product));
        });

    private static void Keep(AccountWork work, string row, AgentPresence agent)
    {
        if (agent == default)
        {
            work.Remove(row);
        }
        else
        {
            work.Put(row, new StoredAgent(agent), StorageJson.Default.StoredAgent);
        }
    }
}

/// <summary>The row of an agent who is assigned or logged in.</summary>
public sealed record StoredAgent(AgentPresence Presence);
