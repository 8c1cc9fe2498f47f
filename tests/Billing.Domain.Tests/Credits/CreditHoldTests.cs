using Billing.Domain.Credits;

namespace Billing.Domain.Tests.Credits;

public sealed class CreditHoldTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly Desk _desk = new();

    [Fact]
    public void Sixty_four_holds_never_exceed_the_balance()
    {
        var book = _desk.Book(free: 60, paid: 40);
        var taken = 0;
        for (var i = 0; i < 64; i++)
        {
            var hold = book.Hold($"call-{i}", new(7), Minute, Desk.Noon);
            taken += hold.IsOk ? 1 : 0;
            book = hold.IsOk ? hold.Value.Book : book;
        }

        Assert.Equal(14, taken);
        Assert.Equal(2, CreditView.Of(book, Desk.Noon, default).Available.Value);
    }

    [Theory]
    [InlineData(5, 5, 11, "credits-exhausted")]
    [InlineData(0, 0, 1, "credits-exhausted")]
    [InlineData(0, -5, 1, "credits-exhausted")]
    [InlineData(5, 5, 0, "validation-failed")]
    [InlineData(5, 5, -1, "validation-failed")]
    public void A_hold_that_does_not_fit_is_refused(long free, long paid, long micros, string code)
    {
        var book = _desk.Book(free, paid);

        Assert.Equal(code, book.Hold("call", new(micros), Minute, Desk.Noon).Error?.Code);
        Assert.Empty(book.Holds);
    }

    [Fact]
    public void A_hold_lasts_more_than_nothing_and_at_most_a_day()
    {
        var book = _desk.Book(free: 5, paid: 0);

        Assert.Equal("/expiresInSeconds", book.Hold("call", new(1), TimeSpan.Zero, Desk.Noon).Error?.Pointer);
        Assert.Equal("/expiresInSeconds", book.Hold("call", new(1), TimeSpan.FromDays(1) + TimeSpan.FromTicks(1), Desk.Noon).Error?.Pointer);
        Assert.True(book.Hold("call", new(1), TimeSpan.FromDays(1), Desk.Noon).IsOk);
    }

    [Fact]
    public void An_expired_hold_holds_nothing_and_its_name_is_free_again()
    {
        var held = _desk.Book(free: 10, paid: 0).Hold("call", new(10), Minute, Desk.Noon).Value.Book;
        Assert.Equal("credits-exhausted", held.Hold("other", new(1), Minute, Desk.Noon.AddSeconds(59)).Error?.Code);

        var next = held.Hold("call", new(4), Minute, Desk.Noon.AddSeconds(60)).Value;
        Assert.True(next.IsNew);
        Assert.Equal((6L, 1), (next.Available.Value, next.Book.Holds.Count));
    }

    [Fact]
    public void An_open_hold_is_repeated_as_it_was_taken_and_not_changed()
    {
        var held = _desk.Book(free: 10, paid: 0).Hold("call", new(4), Minute, Desk.Noon).Value;

        var again = held.Book.Hold("call", new(4), Minute * 2, Desk.Noon.AddSeconds(30)).Value;
        Assert.Equal((held.Hold, held.Available, false), (again.Hold, again.Available, again.IsNew));
        Assert.Same(held.Book, again.Book);

        Assert.Equal("hold-conflict", held.Book.Hold("call", new(5), Minute, Desk.Noon).Error?.Code);
        Assert.Same(held.Hold, Assert.Single(held.Book.Holds));
    }

    [Theory]
    [InlineData("call", 2, 8, 8)] // below the hold: the rest is free again
    [InlineData("call", 9, 1, 1)] // above the hold, in full
    [InlineData("call", 15, -5, -5)] // above the balance: a debt
    [InlineData("other", 2, 8, 4)] // a hold that nobody knows: the cost is the same
    public void Usage_settles_at_its_true_cost(string holdId, long cost, long total, long available)
    {
        var held = _desk.Book(free: 10, paid: 0).Hold("call", new(4), Minute, Desk.Noon).Value.Book;

        var settled = held.Settle([holdId], new(cost), UsageCharge.Ai, _desk.At(0)).Book;

        var view = CreditView.Of(settled, Desk.Noon, default);
        Assert.Equal((total, available), (view.Total.Value, view.Available.Value));
        Assert.Equal(total <= 0, view.AiPaused);
    }

    [Fact]
    public void Released_credits_are_available_again()
    {
        var book = _desk.Book(free: 10, paid: 0);
        var released = book.Hold("call", new(4), Minute, Desk.Noon).Value.Book.Release("call");

        Assert.Equal(10, CreditView.Of(released, Desk.Noon, default).Available.Value);
        Assert.Same(released, released.Release("call"));
    }

    [Fact]
    public void Open_holds_are_bounded()
    {
        var book = _desk.Book(free: 5000, paid: 0) with
        {
            Holds = [.. Enumerable.Range(0, CreditBook.MaxOpenHolds).Select(i => new OpenHold($"call-{i}", new(1), Desk.Noon + Minute))],
        };

        Assert.Equal("hold-limit-reached", book.Hold("one-more", new(1), Minute, Desk.Noon).Error?.Code);
        Assert.True(book.Hold("one-more", new(1), Minute, Desk.Noon + Minute).IsOk);
    }
}
