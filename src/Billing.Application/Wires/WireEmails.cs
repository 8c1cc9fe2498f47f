using Billing.Application.Accounts;
using Billing.Application.Notifications;
using Billing.Application.Orders;
using Billing.Application.Ports;

namespace Billing.Application.Wires;

/// <summary>What the customer is told of a bank transfer (contract, section 9).</summary>
internal static class WireEmails
{
    public static void TellInstructions(AccountWork work, StoredOrder order) => Tell(work, EmailTemplate.WireTransferInstructions, order);

    /// <summary>It has not come in the time that it takes.</summary>
    public static void TellReminder(AccountWork work, StoredOrder order) => Tell(work, EmailTemplate.WireTransferReminder, order);

    public static void TellCleared(AccountWork work, StoredOrder order) => Tell(work, EmailTemplate.WireTransferCleared, order);

    public static void TellExpired(AccountWork work, StoredOrder order) => Tell(work, EmailTemplate.WireTransferExpired, order);

    private static void Tell(AccountWork work, string template, StoredOrder order)
    {
        var wire = order.Payment!.Wire!;
        work.Email(
            template,
            ("orderId", order.OrderId),
            ("amount", wire.Amount.ToString()),
            ("remaining", wire.Remaining.ToString()),
            ("reference", wire.Reference),
            ("bankAccount", Text(wire.Bank)),
            ("expectedFrom", $"{wire.ExpectedFrom:yyyy-MM-dd}"),
            ("expectedBy", $"{wire.ExpectedBy:yyyy-MM-dd}"),
            ("expiresOn", $"{work.State.Zone.DateOf(wire.ExpiresAt):yyyy-MM-dd}"));
    }

    private static string Text(BankAccount bank)
    {
        (string Name, string? Value)[] parts =
        [
            ("Holder", bank.HolderName), ("Bank", bank.BankName), ("Country", bank.Country), ("Account number", bank.AccountNumber),
            ("Routing number", bank.RoutingNumber), ("Sort code", bank.SortCode), ("IBAN", bank.Iban), ("BIC", bank.Bic),
        ];
        return string.Join(", ", parts.Where(part => part.Value is not null).Select(part => $"{part.Name} {part.Value}"));
    }
}
