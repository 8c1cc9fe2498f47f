using System.Text.Json;
using Billing.Domain.Credits;

namespace Billing.Domain.Tests.Credits;

public sealed class CreditPostingTests
{
    private readonly Desk _desk = new();

    [Fact]
    public void Free_credits_are_used_before_paid_ones_and_the_soonest_to_expire_first()
    {
        var book = _desk.Book(free: 10, paid: 10)
            .Grant(new(10), Desk.Noon.AddMinutes(90), _desk.At(0)).Value.Book
            .Grant(new(10), Desk.Noon.AddMinutes(60), _desk.At(0)).Value.Book;

        var change = book.Debit(new(35), UsageCharge.Ai, _desk.At(1));

        Assert.Equal(["credits.free:4", "credits.free:3", "credits.free:2", "credits.paid"], change.Transfers.Select(t => t.Debit));
        Assert.Equal([30, 20, 10, 5], change.Transfers.Select(t => t.BalanceAfter.Value));
        Assert.Equal(["free", "free", "free", "paid"], change.Transfers.Select(t => t.ToEntry().Bucket));
        Assert.All(change.Transfers, t => Assert.Equal("usage.ai", t.ToEntry().Kind));
    }

    [Theory]
    [InlineData(59, 10)]
    [InlineData(60, 0)]
    public void A_grant_can_be_used_until_just_before_it_expires(int minute, long left)
    {
        var book = CreditBook.Empty.Grant(new(10), Desk.Noon.AddMinutes(60), _desk.At(0)).Value.Book;

        Assert.Equal(Desk.Noon.AddMinutes(60), book.NextExpiry);
        Assert.Equal(left, CreditView.Of(book, Desk.Noon.AddMinutes(minute), default).Total.Value);
        Assert.Equal(left, book.Expire(_desk.At(minute)).Book.Total.Value);
    }

    [Fact]
    public void Usage_is_taken_in_full_and_the_next_top_up_pays_the_debt_first()
    {
        var debt = _desk.Book(free: 3, paid: 4).Debit(new(10), UsageCharge.Overage, _desk.At(1)).Book;
        Assert.Equal((0, -3), (debt.Free.Value, debt.Paid.Value));

        var loaded = debt.Load(new(5), FundsSource.WireSurplus, _desk.At(2));
        Assert.Equal((0, 2), (loaded.Book.Free.Value, loaded.Book.Paid.Value));
        Assert.Equal("credits.wire-surplus", Assert.Single(loaded.Transfers).Code);
    }

    [Fact]
    public void A_grant_pays_the_debt_first_and_only_its_rest_expires()
    {
        var granted = _desk.Book(free: 0, paid: -4).Grant(new(10), Desk.Noon.AddMinutes(60), _desk.At(1)).Value;
        Assert.Equal([("credits.paid", 4L), ("credits.free:3", 6L)], granted.Transfers.Select(t => (t.Credit, t.Amount.Value)));

        var expired = granted.Book.Expire(_desk.At(60));
        Assert.Equal(("credits.expired", -6L, "free"), expired.Transfers.Select(t => t.ToEntry()).Select(e => (e.Kind, e.Micros.Value, e.Bucket)).Single());
        Assert.Equal(0, expired.Book.Total.Value);
    }

    [Fact]
    public void A_correction_goes_to_the_paid_credits()
    {
        var change = _desk.Book(free: 5, paid: 0).Debit(new(5), UsageCharge.Overage, _desk.At(1))
            .Then(book => book.GiveBack(new(2), UsageCharge.Overage, _desk.At(2)));

        Assert.Equal(("usage.correction", "revenue.overage", "credits.paid"), change.Transfers.Select(t => (t.Code, t.Debit, t.Credit)).Last());
        Assert.Equal((0, 2), (change.Book.Free.Value, change.Book.Paid.Value));
    }

    [Fact]
    public void Usage_that_costs_nothing_posts_nothing() =>
        Assert.Empty(_desk.Book(free: 5, paid: 5).Debit(Micros.Zero, UsageCharge.Ai, _desk.At(1)).Transfers);

    [Theory]
    [InlineData(0, 60, "/micros")]
    [InlineData(-1, 60, "/micros")]
    [InlineData(long.MaxValue, 60, "/micros")]
    [InlineData(1, 0, "/expiresAt")]
    [InlineData(1, -1, "/expiresAt")]
    public void A_grant_needs_an_amount_and_a_future(long micros, int expiresInMinutes, string pointer)
    {
        var book = _desk.Book(free: 5, paid: 5);

        var refused = book.Grant(new(micros), Desk.Noon.AddMinutes(expiresInMinutes), _desk.At(0));

        Assert.Equal(("validation-failed", pointer), (refused.Error?.Code, refused.Error?.Pointer));
        Assert.Equal((5, 5), (book.Free.Value, book.Paid.Value));
    }

    [Fact]
    public void Unused_grants_are_bounded_so_that_one_debit_fits_into_a_commit()
    {
        var book = Enumerable.Range(0, CreditBook.MaxGrants).Aggregate(CreditBook.Empty, (b, _) => b.Grant(new(1), null, _desk.At(0)).Value.Book);

        Assert.Equal("grant-limit-reached", book.Grant(new(1), null, _desk.At(1)).Error?.Code);
        Assert.Equal(CreditBook.MaxGrants, book.Total.Value);
        Assert.Equal(CreditBook.MaxGrants + 1, book.Debit(new(1000), UsageCharge.Ai, _desk.At(1)).Transfers.Count);
    }

    [Fact]
    public void A_ledger_that_does_not_add_up_is_not_rebuilt()
    {
        var granted = CreditBook.Empty.Grant(new(5), null, _desk.At(0)).Value;
        Transfer[] ledger = [.. granted.Then(book => book.Debit(new(3), UsageCharge.Ai, _desk.At(1))).Transfers];

        Assert.Equal(2, CreditBook.Rebuild(ledger).Total.Value);
        Assert.Throws<InvalidOperationException>(() => CreditBook.Rebuild(ledger.Skip(1)));
        Assert.Throws<InvalidOperationException>(() => CreditBook.Rebuild([ledger[0], ledger[0]]));
        Assert.Throws<InvalidOperationException>(() => CreditBook.Rebuild([ledger[0], ledger[1] with { Amount = new(4) }]));
        Assert.Throws<InvalidOperationException>(() => CreditBook.Rebuild([ledger[0], ledger[1] with { Amount = new(6), BalanceAfter = new(-1) }]));
        Assert.Throws<InvalidOperationException>(() => CreditBook.Rebuild([ledger[0] with { Debit = "credits.paid" }]));
    }

    [Fact]
    public void A_book_survives_being_stored()
    {
        var book = _desk.Book(free: 5, paid: 5)
            .Grant(new(7), Desk.Noon.AddMinutes(60), _desk.At(0)).Value.Book
            .Hold("call-1", new(3), TimeSpan.FromMinutes(5), Desk.Noon).Value.Book;
        var stored = JsonSerializer.Serialize(book);

        var read = JsonSerializer.Deserialize<CreditBook>(stored)!;

        Assert.Equal(stored, JsonSerializer.Serialize(read));
        Assert.Equal((12, 5, 1), (read.Free.Value, read.Paid.Value, read.Holds.Count));
    }
}
