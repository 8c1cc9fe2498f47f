using Billing.Application.Invoicing;
using Billing.Application.Orders;
using Billing.Domain.Orders;

namespace Billing.Application.Tests.Invoicing;

public sealed class InvoiceCourseTests
{
    // An order in this status: what becomes of the invoice that it has, and of one that it does not have; a dash: nothing.
    private const string Rows = """
        status                  | kind      | issued  | not issued
        Processing              | Subscribe | -       | -
        Processing              | Renewal   | -       | -
        RequiresAction          | Subscribe | -       | -
        RequiresAction          | TopUp     | -       | -
        RequiresAction          | Renewal   | Failed  | Failed
        PendingPaymentClearance | Subscribe | Pending | Pending
        PendingPaymentClearance | TopUp     | Pending | Pending
        Scheduled               | Modify    | -       | -
        Completed               | Subscribe | Paid    | Paid
        Completed               | Modify    | Paid    | Paid
        Completed               | TopUp     | Paid    | Paid
        Completed               | Renewal   | Paid    | Paid
        Failed                  | Subscribe | Failed  | -
        Failed                  | Modify    | Failed  | -
        Failed                  | TopUp     | Failed  | -
        Failed                  | Renewal   | Failed  | Failed
        Canceled                | Modify    | Void    | -
        Canceled                | TopUp     | Void    | -
        Expired                 | Subscribe | Void    | -
        Expired                 | TopUp     | Void    | -
        """;

    public static TheoryData<string> Table => [.. Rows.Split('\n').Skip(1)];

    [Theory]
    [MemberData(nameof(Table))]
    public void The_payment_status_follows_the_order(string row)
    {
        var cells = row.Split('|', StringSplitOptions.TrimEntries);
        var (status, kind) = (Enum.Parse<OrderStatus>(cells[0]), Enum.Parse<OrderKind>(cells[1]));

        Assert.Equal(cells[2], $"{InvoiceCourse.After(kind, status, isIssued: true)}" is { Length: > 0 } issued ? issued : "-");
        Assert.Equal(cells[3], $"{InvoiceCourse.After(kind, status, isIssued: false)}" is { Length: > 0 } fresh ? fresh : "-");
    }

    [Fact]
    public void Every_status_of_an_order_is_in_the_table() =>
        Assert.Equal(Enum.GetNames<OrderStatus>().Order(), Rows.Split('\n').Skip(1).Select(row => row.Split('|')[0].Trim()).Distinct().Order());
}
