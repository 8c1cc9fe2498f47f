using Billing.Domain.Allowances;
using FsCheck;
using FsCheck.Fluent;

namespace Billing.Domain.Tests.Allowances;

public sealed class AllowanceTests
{
    private static readonly DateOnly March = new(2026, 3, 1);
    private static readonly AllowanceTerms Essential = new(250, 500, new Micros(200_000));
    private static readonly AllowanceTerms Advanced = new(1000, 2500, new Micros(150_000));

    [Theory]
    //          used  billed before  to bill
    [InlineData(0,    0,             0)]
    [InlineData(250,  0,             0)]
    [InlineData(251,  0,             1)]
    [InlineData(300,  50,            0)]
    [InlineData(310,  50,            10)]
    public void Sessions_beyond_the_included_ones_are_billed_once(long used, long billed, long expected)
    {
        var month = AllowanceMonth.Begin(March, March.AddMonths(1), Essential).Use(March, used, 0) with { Billed = billed };

        var (next, sessions) = month.Bill(used);

        Assert.Equal(expected, sessions);
        Assert.Equal(0, next.Bill(used).Sessions);
    }

    [Fact]
    public void What_was_billed_before_an_upgrade_is_neither_given_back_nor_billed_again()
    {
        var book = AllowanceBook.Empty.Open(March, March.AddMonths(1), Essential);
        book = book.With(book.Holding(March)!.Use(March, 300, 0).Bill(0).Next);

        book = book.Open(March, March.AddMonths(1), Advanced);
        var upgraded = book.Holding(March)!;

        Assert.Equal(0, upgraded.Bill(300).Sessions);
        Assert.Equal(0, upgraded.Use(March, 750, 0).Bill(300).Sessions);
        Assert.Equal(10, upgraded.Use(March, 760, 0).Bill(300).Sessions);
    }

    [Fact]
    public void A_block_that_moves_to_another_month_is_given_back()
    {
        var month = AllowanceMonth.Begin(March, March.AddMonths(1), Essential).Use(March, 260, 0).Bill(0).Next;

        var (next, sessions) = month.Use(March, -1, 0).Bill(260);

        Assert.Equal(-1, sessions);
        Assert.Equal(9, next.Billed);
    }

    [Fact]
    public void A_new_period_takes_over_the_days_that_it_covers_with_what_was_debited_for_them()
    {
        var trial = AllowanceBook.Empty.Open(March, March.AddDays(14), Essential);
        trial = trial.With(trial.Holding(March)!.Use(March, 250, 3).Use(March.AddDays(2), 10, 4).Bill(0).Next);

        var book = trial.Open(March.AddDays(2), March.AddDays(2).AddMonths(1), Essential);

        Assert.Equal((250L, 0L, March.AddDays(2)), (book.Holding(March)!.SessionsUsed, book.Holding(March)!.Billed, book.Holding(March)!.End));
        var month = book.Holding(March.AddDays(2))!;
        Assert.Equal((10L, 10L, 4L), (month.SessionsUsed, month.Billed, month.ConversationsUsed));
        Assert.Equal(0, month.Use(March.AddDays(3), 250, 0).Bill(10).Sessions);
    }

    [Fact]
    public void Opening_again_changes_nothing_and_usage_after_a_close_belongs_to_no_month()
    {
        var book = AllowanceBook.Empty.Open(March, March.AddMonths(1), Essential);

        Assert.Same(book, book.Open(March, March.AddMonths(1), Essential));
        Assert.Null(book.CloseAt(March.AddDays(5)).Holding(March.AddDays(5)));
        Assert.NotNull(book.CloseAt(March.AddDays(5)).Holding(March.AddDays(4)));
    }

    [Fact]
    public void Billing_in_any_steps_bills_what_one_step_would() =>
        Prop.ForAll<PositiveInt[]>(steps =>
        {
            var month = AllowanceMonth.Begin(March, March.AddMonths(1), Essential);
            var total = 0L;
            foreach (var step in steps)
            {
                var before = month.SessionsUsed;
                (month, var billed) = month.Use(March, step.Get * 7, 1).Bill(before);
                total += billed;
            }

            return total == month.Overage && month.Billed == total;
        }).QuickCheckThrowOnFailure();
}
