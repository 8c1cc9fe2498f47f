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
    [InlineData(299,  50,            -1)]
    public void Sessions_beyond_the_included_ones_are_billed_once(long used, long billed, long expected)
    {
        var month = AllowanceMonth.Begin(March, March.AddMonths(1), Essential).Use(March, used, 0) with { Billed = billed };

        var (next, sessions) = month.Bill();

        Assert.Equal(expected, sessions);
        Assert.Equal(0, next.Bill().Sessions);
    }

    [Theory]
    //          from  used  to    then  billed in all
    [InlineData(250,  300,  1000, 750,  50)]
    [InlineData(250,  300,  1000, 760,  60)]
    [InlineData(250,  300,  1000, -10,  50)]
    [InlineData(1000, 600,  250,  0,    0)]
    [InlineData(1000, 600,  250,  7,    7)]
    [InlineData(1000, 600,  250,  -7,   0)]
    [InlineData(1000, 1010, 250, 5,    15)]
    [InlineData(1000, 1010, 250, -5,   10)]
    public void A_change_of_terms_leaves_what_was_used_before_it_as_it_was(long included, long used, long includedThen, long usedThen, long billed)
    {
        var (before, after) = (new AllowanceTerms(included, null, new(2)), new AllowanceTerms(includedThen, null, new(1)));
        var book = AllowanceBook.Empty.Open(March, March.AddMonths(1), before);
        book = book.With(book.Holding(March)!.Use(March, used, 0).Bill().Next).Open(March, March.AddMonths(1), after);

        Assert.Equal(0, book.Holding(March)!.Bill().Sessions);
        Assert.Equal(billed, book.Holding(March)!.Use(March, usedThen, 0).Bill().Next.Billed);
    }

    [Fact]
    public void A_block_that_moves_to_another_month_is_given_back()
    {
        var month = AllowanceMonth.Begin(March, March.AddMonths(1), Essential).Use(March, 260, 0).Bill().Next;

        var (next, sessions) = month.Use(March, -1, 0).Bill();

        Assert.Equal(-1, sessions);
        Assert.Equal(9, next.Billed);
    }

    [Fact]
    public void A_new_period_takes_over_the_days_that_it_covers_with_what_was_debited_for_them()
    {
        var trial = AllowanceBook.Empty.Open(March, March.AddDays(14), Essential);
        trial = trial.With(trial.Holding(March)!.Use(March, 250, 3).Use(March.AddDays(2), 10, 4).Bill().Next);

        var book = trial.Open(March.AddDays(2), March.AddDays(2).AddMonths(1), Essential);

        Assert.Equal((250L, 0L, March.AddDays(2)), (book.Holding(March)!.SessionsUsed, book.Holding(March)!.Billed, book.Holding(March)!.End));
        var month = book.Holding(March.AddDays(2))!;
        Assert.Equal((10L, 10L, 4L), (month.SessionsUsed, month.Billed, month.ConversationsUsed));
        Assert.Equal(0, month.Use(March.AddDays(3), 250, 0).Bill().Sessions);
        Assert.Equal(1, month.Use(March.AddDays(3), 251, 0).Bill().Sessions);
    }

    [Fact]
    public void Opening_again_changes_nothing_and_usage_after_a_close_belongs_to_no_month()
    {
        var book = AllowanceBook.Empty.Open(March, March.AddMonths(1), Essential);

        Assert.Same(book, book.Open(March, March.AddMonths(1), Essential));
        Assert.Null(book.CloseAt(March.AddDays(5)).Holding(March.AddDays(5)));
        Assert.NotNull(book.CloseAt(March.AddDays(5)).Holding(March.AddDays(4)));
        Assert.Equal(0, book.With(book.Months[0].Use(March.AddDays(5), 300, 0).Bill().Next).CloseAt(March.AddDays(5)).Months[0].Bill().Sessions);
    }

    [Fact]
    public void Billing_in_any_steps_forward_and_back_bills_what_one_step_would() =>
        Prop.ForAll<int[]>(steps =>
        {
            var month = AllowanceMonth.Begin(March, March.AddMonths(1), Essential);
            var total = 0L;
            foreach (var step in steps)
            {
                (month, var billed) = month.Use(March, Math.Max(-month.SessionsUsed, step * 7L), 1).Bill();
                total += billed;
            }

            return total == Math.Max(0, month.SessionsUsed - 250) && month.Billed == total;
        }).QuickCheckThrowOnFailure();
}
