using Billing.Domain.Credits;

namespace Billing.Domain.Tests.Credits;

public sealed class CreditFactTests
{
    private static readonly Micros LowAt = new(20);
    private readonly Desk _desk = new();

    [Theory]
    //          free paid   cost  facts
    [InlineData(0,   50,    29,   "")]
    [InlineData(0,   50,    30,   "LowBalance")]
    [InlineData(0,   20,     1,   "")] // told before
    [InlineData(0,   50,    50,   "Exhausted")]
    [InlineData(0,   50,    60,   "Exhausted")]
    [InlineData(0,   -1,     1,   "")]
    [InlineData(10,  50,    10,   "FreeExhausted")]
    [InlineData(10,  50,     9,   "")]
    [InlineData(40,   0,    20,   "LowBalance")]
    [InlineData(40,   0,    40,   "FreeExhausted Exhausted")]
    [InlineData(10,  25,    20,   "FreeExhausted LowBalance")]
    public void A_debit_tells_each_crossing_once(long free, long paid, long cost, string facts)
    {
        var change = _desk.Book(free, paid).Debit(new(cost), UsageCharge.Ai, _desk.At(1));

        Assert.Equal(facts, string.Join(' ', change.Facts(LowAt)));
        Assert.Empty(CreditChange.None(change.Book).Facts(LowAt));
    }

    [Theory]
    [InlineData(-5, 5, "")]
    [InlineData(-5, 6, "Resumed")]
    [InlineData(0, 1, "Resumed")]
    [InlineData(1, 1, "")]
    public void Loaded_credits_resume_what_was_paused(long paid, long load, string facts) =>
        Assert.Equal(facts, string.Join(' ', _desk.Book(0, paid).Load(new(load), FundsSource.TopUp, _desk.At(1)).Facts(LowAt)));

    [Fact]
    public void Expiry_exhausts_like_usage()
    {
        var book = CreditBook.Empty.Grant(new(30), Desk.Noon.AddMinutes(1), _desk.At(0)).Value.Book;

        Assert.Equal([CreditFact.FreeExhausted, CreditFact.Exhausted], book.Expire(_desk.At(1)).Facts(LowAt));
    }

    [Fact]
    public void What_one_commit_takes_and_gives_crosses_nothing()
    {
        var change = _desk.Book(0, 50).Debit(new(50), UsageCharge.Overage, _desk.At(1)).Then(book => book.GiveBack(new(50), UsageCharge.Overage, _desk.At(1)));

        Assert.Empty(change.Facts(LowAt));
    }

    [Fact]
    public void An_automatic_top_up_starts_once_for_each_fall_and_stops_when_it_fails()
    {
        var book = _desk.Book(0, 100) with { AutoTopUp = AutoTopUp.Off.Set(enabled: true, new(60), new Domain.Money(500, Currency.Usd)).Value };
        Assert.Empty(Debit(40)); // exactly the threshold is not below it
        Assert.Equal([CreditFact.AutoTopUpDue], Debit(1));

        book = book with { AutoTopUp = book.AutoTopUp.Started() };
        Assert.Empty(Debit(1));

        book = book with { AutoTopUp = book.AutoTopUp.Finished(loaded: true) };
        Assert.Empty(book.Load(new(1), FundsSource.TopUp, _desk.At(1)).Facts(default)); // a rise never starts one
        Assert.Equal([CreditFact.AutoTopUpDue], Debit(1));

        book = book with { AutoTopUp = book.AutoTopUp.Started().Finished(loaded: false) };
        Assert.Empty(Debit(1));
        Assert.False(book.AutoTopUp.IsDue(book.Total));

        book = book with { AutoTopUp = book.AutoTopUp.Set(enabled: true, new(60), book.AutoTopUp.Amount).Value };
        Assert.True(book.AutoTopUp.IsDue(book.Total));

        IReadOnlyList<CreditFact> Debit(long cost)
        {
            var change = book.Debit(new(cost), UsageCharge.Ai, _desk.At(1));
            book = change.Book;
            return change.Facts(default);
        }
    }

    [Fact]
    public void A_new_setting_does_not_forget_the_top_up_in_flight()
    {
        var inFlight = AutoTopUp.Off.Set(enabled: true, new(60), new Domain.Money(500, Currency.Usd)).Value.Started();

        Assert.Equal(AutoTopUpState.InFlight, inFlight.Set(enabled: true, new(90), inFlight.Amount).Value.State);
        Assert.Equal("/amount", AutoTopUp.Off.Set(enabled: true, new(60), amount: null).Error?.Pointer);
        Assert.Equal("/thresholdMicros", AutoTopUp.Off.Set(enabled: false, new(-1), amount: null).Error?.Pointer);
    }
}
