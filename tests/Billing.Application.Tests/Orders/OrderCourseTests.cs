using Billing.Application.Orders;
using Billing.Application.Ports;

namespace Billing.Application.Tests.Orders;

public sealed class OrderCourseTests
{
    /// <summary>A point: the order stays as it is.</summary>
    [Theory]
    //          status                     Succeeded  RequiresAction Processing AwaitingFunds          Declined Canceled Unknown
    [InlineData("Processing                Completed  RequiresAction .          PendingPaymentClearance Failed   Canceled .")]
    [InlineData("RequiresAction            Completed  .              Processing .                       .        Canceled .")]
    [InlineData("PendingPaymentClearance   Completed  .              .          .                       Failed   Canceled .")]
    [InlineData("Completed                 .          .              .          .                       .        .        .")]
    [InlineData("Scheduled                 .          .              .          .                       .        .        .")]
    [InlineData("Failed                    .          .              .          .                       .        .        .")]
    [InlineData("Canceled                  .          .              .          .                       .        .        .")]
    [InlineData("Expired                   .          .              .          .                       .        .        .")]
    public void A_word_of_the_providers_moves_an_order_forward_or_not_at_all(string row)
    {
        var cells = row.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var before = Enum.Parse<OrderStatus>(cells[0]);
        PaymentOutcome[] outcomes =
        [
            PaymentOutcome.Succeeded, PaymentOutcome.RequiresAction, PaymentOutcome.Processing, PaymentOutcome.AwaitingFunds, PaymentOutcome.Declined,
            PaymentOutcome.Canceled, PaymentOutcome.Unknown,
        ];
        Assert.Equal(Enum.GetValues<PaymentOutcome>().Order(), outcomes.Order());

        var after = outcomes.Select(outcome => OrderCourse.After(before, outcome)).ToArray();

        Assert.Equal(cells[1..], after.Select(status => status == before ? "." : status.ToString()));
        Assert.All(outcomes.Zip(after), step => Assert.Equal(step.Second, OrderCourse.After(step.Second, step.First)));
    }

    [Theory]
    [InlineData(PaymentOutcome.Canceled, OrderStatus.Expired)]
    [InlineData(PaymentOutcome.Succeeded, OrderStatus.Completed)]
    [InlineData(PaymentOutcome.Unknown, OrderStatus.PendingPaymentClearance)]
    public void What_is_let_go_becomes_what_was_wished_and_what_is_paid_is_paid(PaymentOutcome outcome, OrderStatus expected) =>
        Assert.Equal(expected, OrderCourse.After(OrderStatus.PendingPaymentClearance, outcome, ending: OrderStatus.Expired));
}
