using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Billing.Application.Accounts;
using Billing.Application.Due;
using Billing.Application.Rows;

namespace Billing.Application.Notifications;

/// <summary>An e-mail of an account: queued in the commit of the change that it tells of, and kept with what became of it.</summary>
/// <param name="EmailId"><c>eml_…</c>; sorts by creation.</param>
public sealed record QueuedEmail(string EmailId, ImmutableArray<string> To, EmailContent Content, DateTimeOffset QueuedAt, Delivery Delivery)
{
    [JsonIgnore]
    public string Template => Content.Template;
}

public static class EmailQueue
{
    /// <summary>Queues an e-mail to the account's owner, and to its developers where it concerns them, with this commit.</summary>
    public static void Email(this AccountWork work, EmailContent content)
    {
        var id = work.NewId("eml");
        var profile = work.State.Profile;
        ImmutableArray<string> to = content.ConcernsDevelopers
            ? [.. profile.DeveloperEmails.Prepend(profile.OwnerEmail).Distinct(StringComparer.OrdinalIgnoreCase)]
            : [profile.OwnerEmail];
        work.Schedule(new DueEntry(work.Now, work.Account, DueKind.Email, id));
        work.Add(AccountRows.Email(id), new QueuedEmail(id, to, content, work.Now, Delivery.Queued(work.Now)), StorageJson.Default.QueuedEmail);
    }
}
