using Billing.Application.Accounts;
using Billing.Application.Credits;
using Billing.Application.Metering;
using Billing.Application.Notifications;
using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Allowances;
using Billing.Domain.Catalog;
using Billing.Domain.Credits;

namespace Billing.Application.Usage;

/// <summary>What metered usage does to the account: counts in its months of allowance, and debits from its credits.</summary>
internal static class UsagePosting
{
    /// <summary>Posts the entries behind the stream's watermark and moves it, in this commit.</summary>
    public static void Post(this AccountWork work, UsageStream stream, IEnumerable<UsageJournalEntry> entries, ProductCatalog catalog)
    {
        var watermark = work.State.Watermarks.GetValueOrDefault(stream.Name);
        UsageJournalEntry[] open = [.. entries.Where(entry => entry.Sequence > watermark)];
        if (open.Length == 0)
        {
            return;
        }

        work.State = work.State with { Watermarks = work.State.Watermarks.SetItem(stream.Name, open[^1].Sequence) };
        var change = DebitOverage(work, CountSessions(work, open, catalog));
        work.Apply(DebitAi(work, change, open), catalog);
        AdviseUpgrade(work, catalog);
    }

    /// <summary>Usage of a day that no month of allowance holds counts nowhere here.</summary>
    private static AllowanceBook CountSessions(AccountWork work, UsageJournalEntry[] entries, ProductCatalog catalog)
    {
        var zone = work.State.Zone;
        var starts = entries.SelectMany(entry => entry.Sessions).Select(delta => delta.Slot.Start);

        // An event may lie some minutes ahead, in a month that has not begun yet.
        var latest = starts.Append(work.Now).Max();
        var book = AccountTerms.Of(work.State, catalog, latest).RollAllowances(work.State.Allowances);
        foreach (var (slot, count) in entries.SelectMany(entry => entry.Sessions))
        {
            var date = zone.DateOf(slot.Start);
            book = book.Holding(date) is { } month ? book.With(month.Use(date, count, 0)) : book;
        }

        foreach (var (start, count) in entries.SelectMany(entry => entry.Starts))
        {
            var date = zone.DateOf(new DateTimeOffset(start.First, TimeSpan.Zero));
            var counts = book.Holding(date) is { } month && start.CountsIn(zone.StartOf(month.Start), zone.StartOf(month.End));
            book = counts ? book.With(book.Holding(date)!.Use(date, 0, count)) : book;
        }

        return book;
    }

    /// <summary>Debits sessions beyond the free ones, month by month; gives back what turned out to belong to another month.</summary>
    private static CreditChange DebitOverage(AccountWork work, AllowanceBook book)
    {
        var change = CreditChange.None(work.State.Credits);
        foreach (var month in book.Months)
        {
            var (next, sessions) = month.Bill();
            if (sessions == 0)
            {
                continue;
            }

            book = book.With(next);
            var price = next.BilledPrice;
            var posting = work.Posting(
                $"{month.Start:yyyy-MM-dd}", $"{Math.Abs(sessions)} billing sessions beyond the {month.Terms.Sessions} included, at {price} each");
            change = change.Then(credits => sessions > 0
                ? credits.Debit(price * sessions, UsageCharge.Overage, posting)
                : price.IsZero ? CreditChange.None(credits) : credits.GiveBack(price * -sessions, UsageCharge.Overage, posting));
        }

        work.State = work.State with { Allowances = book };
        return change;
    }

    /// <summary>AI requests at their true cost, one posting a feature; the holds that they name are settled with it.</summary>
    private static CreditChange DebitAi(AccountWork work, CreditChange change, UsageJournalEntry[] entries)
    {
        foreach (var feature in entries.SelectMany(entry => entry.Ai).GroupBy(charge => charge.Feature))
        {
            var (requests, input, output, micros) = (0L, 0L, 0L, Micros.Zero);
            foreach (var charge in feature)
            {
                (requests, input, output, micros) = (requests + 1, input + charge.InputTokens, output + charge.OutputTokens, micros + charge.Micros);
            }

            HashSet<string> holds = [.. feature.Select(charge => charge.HoldId).OfType<string>()];
            var posting = work.Posting(feature.Key, $"{requests} requests, {input} input and {output} output tokens");
            change = change.Then(credits => credits.Settle(holds, micros, UsageCharge.Ai, posting));
        }

        return change;
    }

    /// <summary>Once a month of allowance: the conversations exceed the plan's volume.</summary>
    private static void AdviseUpgrade(AccountWork work, ProductCatalog catalog)
    {
        var terms = AccountTerms.Of(work.State, catalog, work.Now);
        var month = work.State.Allowances.Holding(terms.Today);
        if (month is { IsUpgradeAdvised: true } && work.State.UpgradeAdvisedFor != month.Start)
        {
            work.State = work.State with { UpgradeAdvisedFor = month.Start };
            var plan = terms.Subscription.Selection?.Plan ?? "";
            work.Email(new UpgradeRecommended(plan, month.ConversationsUsed, month.Terms.Conversations!.Value, catalog.PlanAbove(plan)?.Id));
        }
    }
}
