using System.Collections.Immutable;
using Billing.Domain;
using Billing.Domain.Accounts;

namespace Billing.Application.Notifications;

/// <summary>What the platform may put into its e-mails: short texts without control characters, at most 50 recipients.</summary>
internal static class ProductEmailCheck
{
    private const int MaxText = 200;
    private const int MaxItems = 20;
    private const int MaxNumber = 100_000;

    public static BillingError? Fault(NotificationCommand command)
    {
        if (!CallerId.IsValid(command.Id))
        {
            return CallerId.Invalid("/id");
        }

        if (command.To.Length is 0 or > ProductEmail.MaxRecipients)
        {
            return BillingError.Invalid("/to", $"1 to {ProductEmail.MaxRecipients} addresses are needed.");
        }

        return command.To.Select((address, index) => EmailAddress.Fault(address, $"/to/{index}")).FirstOrDefault(fault => fault is not null)
            ?? DataFault(command.Content);
    }

    private static BillingError? DataFault(ProductEmail content)
    {
        foreach (var member in StorageJson.Default.GetTypeInfo(content.GetType())!.Properties.Where(member => member.Get is not null))
        {
            if (Fault(member.Get!(content), $"/data/{member.Name}") is { } fault)
            {
                return fault;
            }
        }

        return content is WorkspaceApprovalRequest request ? EmailAddress.Fault(request.RequesterEmail, "/data/requesterEmail") : null;
    }

    private static BillingError? Fault(object? value, string pointer) => value switch
    {
        string text => Text(text, pointer),
        int number => number is >= 1 and <= MaxNumber ? null : BillingError.Invalid(pointer, $"A number from 1 to {MaxNumber} is needed."),
        ImmutableArray<string> { Length: 0 or > MaxItems } => BillingError.Invalid(pointer, $"1 to {MaxItems} items are needed."),
        ImmutableArray<string> items => items.Select((item, index) => Text(item, $"{pointer}/{index}")).FirstOrDefault(fault => fault is not null),
        _ => null,
    };

    private static BillingError? Text(string text, string pointer) =>
        text.Trim().Length is > 0 and <= MaxText && !text.Any(char.IsControl)
            ? null
            : BillingError.Invalid(pointer, $"1 to {MaxText} characters are needed, none of them a control character.");
}
