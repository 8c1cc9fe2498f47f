using Billing.Application.Accounts;
using Billing.Application.Rows;

namespace Billing.Application.Notifications;

/// <summary>An e-mail as it was caused: queued in the commit of the change that it tells of.</summary>
/// <param name="EmailId"><c>eml_…</c>; sorts by creation.</param>
/// <param name="Data">The facts that the template needs, as text.</param>
public sealed record QueuedEmail(string EmailId, string Template, IReadOnlyList<string> To, IReadOnlyDictionary<string, string> Data, DateTimeOffset QueuedAt);

public static class EmailQueue
{
    /// <summary>Queues an e-mail to the account's owner with this commit.</summary>
    public static void Email(this AccountWork work, string template, params (string Name, string Value)[] data)
    {
        var id = work.NewId("eml");
        var facts = data.ToDictionary(fact => fact.Name, fact => fact.Value, StringComparer.Ordinal);
        var email = new QueuedEmail(id, template, [work.State.Profile.OwnerEmail], facts, work.Now);
        work.Add(AccountRows.Email(id), email, StorageJson.Default.QueuedEmail);
    }
}
