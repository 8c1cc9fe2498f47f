using System.Security.Cryptography;
using System.Text;
using Billing.Domain.Catalog;

namespace Billing.Application.Rows;

/// <summary>The tables, and the keys of the rows that several handlers share. See docs/architecture.md, "What is stored where".</summary>
public static class TablesInUse
{
    public const string Accounts = "accounts";
    public const string Due = "due";

    /// <summary>What the platform asked to tell, by the id that it gave it.</summary>
    public const string Notifications = "notifications";

    /// <summary>What operators should know of e-mails: those that did not go out as planned, and addresses that are switched off.</summary>
    public const string Emails = "emails";
}

/// <summary>Row keys inside an account's partition of <see cref="TablesInUse.Accounts"/>. The separator cannot occur in a caller's id.</summary>
public static class AccountRows
{
    public const string Head = "head";

    /// <summary>There while an account is being restored, and never in an account that is whole.</summary>
    public const string Restore = "restore";
    public const string LedgerPrefix = "ledger|";
    public const string OrderPrefix = "order|";
    public const string InvoicePrefix = "invoice|";
    public const string AuditPrefix = "audit|";
    public const string EmailPrefix = "email|";
    public const string MethodPrefix = "method|";
    public const string MemberPrefix = "member|";
    public const string ChannelPrefix = "channel|";
    public const string DeploymentPrefix = "deployment|";

    public static string Ledger(long sequence) => LedgerPrefix + NewestFirst(sequence);

    public static string Order(string orderId) => OrderPrefix + NewestFirst(orderId);

    /// <summary>The order that a row of <see cref="Order"/> is of.</summary>
    public static string OrderOf(string rowKey) => NewestFirst(rowKey[OrderPrefix.Length..]);

    public static string Invoice(long number) => InvoicePrefix + NewestFirst(number);

    public static string InvoiceName(string invoiceId) => "invoice-name|" + invoiceId;

    /// <param name="key">May hold characters that no row key can.</param>
    public static string Idempotency(string key) => "idem|" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    public static string Hold(string holdId) => "hold|" + holdId;

    public static string Method(string methodId) => MethodPrefix + methodId;

    public static string Member(string userId) => MemberPrefix + userId;

    public static string Agents(SeatProduct product) => $"agent|{product}|";

    public static string Agent(SeatProduct product, string agentId) => Agents(product) + agentId;

    public static string Channel(string app, string channel) => $"{ChannelPrefix}{app}|{channel}";

    /// <param name="keyEnd">Of a row of <see cref="Channel"/>, what follows the prefix.</param>
    public static (string App, string Channel) SplitChannel(string keyEnd)
    {
        var at = keyEnd.IndexOf('|');
        return (keyEnd[..at], keyEnd[(at + 1)..]);
    }

    public static string Ingestion(string ingestionId) => "ingestion|" + ingestionId;

    public static string Deployment(string app, string deploymentId) => $"{DeploymentPrefix}{app}|{deploymentId}";

    public static string Audit(long sequence) => AuditPrefix + NewestFirst(sequence);

    public static string Email(string emailId) => EmailPrefix + NewestFirst(emailId);

    /// <summary>A key that sorts the higher sequence first.</summary>
    public static string NewestFirst(long sequence) => (long.MaxValue - sequence).ToString("D19");

    /// <summary>A made id's ULID with every character mirrored, so that the newest sorts first; the id can be read back from it.</summary>
    public static string NewestFirst(string madeId)
    {
        const string alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        return string.Create(madeId.Length, madeId, static (span, id) =>
        {
            var from = id.IndexOf('_') + 1;
            for (var i = 0; i < span.Length; i++)
            {
                var digit = i < from ? -1 : alphabet.IndexOf(id[i]);
                span[i] = digit < 0 ? id[i] : alphabet[31 - digit];
            }
        });
    }
}
