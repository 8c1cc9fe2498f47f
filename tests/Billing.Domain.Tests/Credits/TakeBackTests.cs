using Billing.Domain.Credits;

namespace Billing.Domain.Tests.Credits;

public sealed class TakeBackTests
{
    private static readonly Posting Posting = new(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), () => "led_1", "ord_1");

    [Fact]
    public void Paid_credits_are_taken_back_and_the_ledger_tells_it()
    {
        var loaded = CreditBook.Empty.Load(new(100), FundsSource.TopUp, Posting);

        var change = loaded.Then(book => book.TakeBack(new(60), Posting));

        Assert.Equal(new Micros(40), change.Book.Paid);
        Assert.Equal(("credits.wire-reversed", LedgerAccount.Paid, LedgerAccount.WireFunds), Sides(change.Transfers[^1]));
        Assert.Equal(change.Book, CreditBook.Rebuild(change.Transfers) with { Grants = change.Book.Grants, Holds = change.Book.Holds });
    }

    [Theory]
    [InlineData(101)]
    [InlineData(0)]
    public void What_was_spent_cannot_be_taken_back(long micros)
    {
        var book = CreditBook.Empty.Load(new(100), FundsSource.TopUp, Posting).Book;

        Assert.Throws<ArgumentOutOfRangeException>(() => book.TakeBack(new(micros), Posting));
    }

    private static (string, string, string) Sides(Transfer transfer) => (transfer.Code, transfer.Debit, transfer.Credit);
}
