using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Billing.Application;
using Billing.Application.Ports;
using Billing.Application.Rows;

namespace Billing.Host;

/// <summary>An e-mail that went out, as tests see it.</summary>
/// <param name="Id">Of the platform's own e-mails the id that it chose.</param>
/// <param name="Account">Null for the platform's own e-mails.</param>
/// <param name="Data">The facts that the template was given.</param>
internal sealed record SentEmail(
    string Id,
    string? Account,
    string Template,
    ImmutableArray<string> To,
    string Subject,
    string Text,
    string Html,
    JsonElement Data,
    DateTimeOffset SentAt);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Page<SentEmail>))]
internal sealed partial class EmailJson : JsonSerializerContext;

/// <summary>Keeps what a home with a test clock has sent, for <c>GET /test/emails</c>. Other homes keep no e-mail's words: some hold codes and links.</summary>
internal sealed class TestMailbox(IEmailSender sender, ITableStore tables, TimeProvider clock) : IEmailSender
{
    private const string Table = "testemails";
    private const string Partition = "|";
    private const string Prefix = "email|";

    public async ValueTask<SendAnswer> SendAsync(OutgoingEmail email, CancellationToken cancellationToken)
    {
        var answer = await sender.SendAsync(email, cancellationToken);
        if (answer.Outcome is SendOutcome.Sent or SendOutcome.Accepted)
        {
            await KeepAsync(email, cancellationToken);
        }

        return answer;
    }

    public ValueTask<SendAnswer> CheckAsync(Guid operationId, CancellationToken cancellationToken) => sender.CheckAsync(operationId, cancellationToken);

    /// <summary>Newest first.</summary>
    /// <param name="isWanted">Which to show; the others are passed over.</param>
    public async ValueTask<Page<SentEmail>> ListAsync(PageRequest page, Func<SentEmail, bool> isWanted, CancellationToken cancellationToken)
    {
        var range = TableRange.Prefix(Table, Partition, Prefix);
        var found = new List<SentEmail>();
        await foreach (var row in tables.ReadAllAsync(range with { From = Prefix + page.After }, cancellationToken))
        {
            var email = Application.Rows.Documents.Read(row, EmailJson.Default.SentEmail);
            if (isWanted(email) && found.Count == page.Limit)
            {
                return new(found, Cursor.Encode(row.RowKey[Prefix.Length..]));
            }

            if (isWanted(email))
            {
                found.Add(email);
            }
        }

        return new(found, null);
    }

    /// <summary>Once however often it is sent: the row has the e-mail's id.</summary>
    private async ValueTask KeepAsync(OutgoingEmail email, CancellationToken cancellationToken)
    {
        var data = JsonSerializer.SerializeToElement(email.Content, StorageJson.Default.GetTypeInfo(email.Content.GetType())!);
        var sent = new SentEmail(
            email.Name, email.Account?.Value, email.Content.Template, email.To, email.Rendered.Subject, email.Rendered.Text, email.Rendered.Html, data,
            clock.GetUtcNow());
        var row = TableOperation.Upsert(Prefix + AccountRows.NewestFirst(email.EmailId), Application.Rows.Documents.Write(sent, EmailJson.Default.SentEmail));
        await tables.CommitAsync(new TableCommit(Table, Partition, [row]), cancellationToken);
    }
}
