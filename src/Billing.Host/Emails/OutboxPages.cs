using System.Text;
using System.Text.Encodings.Web;
using Billing.Application;
using Billing.Domain;
using Billing.Email.Mime;
using Billing.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Billing.Host;

/// <summary>
/// The e-mails in <c>data/outbox</c> as pages, for whoever tries things at home. They hold codes and links, so that only a browser on this machine sees them,
/// or an operator with a token.
/// </summary>
internal sealed class OutboxPages(HomeDirectory directory, BillingPipeline pipeline)
{
    private const int MostListed = 200;
    private const string NoScripts = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

    /// <summary>Of a list: the mail beside it is framed.</summary>
    private const string PagePolicy = NoScripts + "; frame-src 'self'; frame-ancestors 'none'";

    /// <summary>Of a mail: it gets no origin, so that not even a script that came in could do anything here.</summary>
    private const string MailPolicy = NoScripts + "; frame-ancestors 'self'; sandbox";

    public void Map(IApplicationBuilder app) => app.Map("/outbox", pages => pages.Run(AnswerAsync));

    private async Task AnswerAsync(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        if (!LocalCaller.IsLocal(http) && !await IsOperatorAsync(http))
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            await http.Response.WriteAsync("The outbox is shown to browsers on this machine, or with an operator's token.", http.RequestAborted);
            return;
        }

        switch (http.Request.Path.Value?.Trim('/').Split('/'))
        {
            case [""] or null:
                await WriteAsync(http, PagePolicy, ListPage());
                break;
            case [var id] when Read(id) is { } mail:
                await WriteAsync(http, PagePolicy, MailPage(id, mail));
                break;
            case [var id, "html"] when Read(id) is { } mail:
                await WriteAsync(http, MailPolicy, MimeReader.Part(mail, "text/html"));
                break;
            case [var id, "eml"] when Read(id) is { } mail:
                http.Response.ContentType = "message/rfc822";
                http.Response.Headers.ContentDisposition = $"attachment; filename=\"{id}.eml\"";
                await http.Response.WriteAsync(mail, http.RequestAborted);
                break;
            default:
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }

    private async Task<bool> IsOperatorAsync(HttpContext http) => await pipeline.AuthenticateAsync(http) is { Role: Role.Operator };

    /// <summary>Null where there is no such file; the id has the form of ours, so that it leads nowhere else.</summary>
    private string? Read(string id) =>
        Ulid.IsPrefixed(id, "eml") && Path.Combine(directory.Outbox, $"{id}.eml") is var file && File.Exists(file) ? File.ReadAllText(file) : null;

    private string ListPage()
    {
        var rows = new StringBuilder();
        var files = Directory.Exists(directory.Outbox) ? Directory.GetFiles(directory.Outbox, "eml_*.eml") : [];
        var ids = files.Select(file => Path.GetFileNameWithoutExtension(file)).OrderDescending(StringComparer.Ordinal).Take(MostListed);
        foreach (var (id, message) in ids.Select(id => (id, Message: Read(id))).Where(file => file.Message is not null))
        {
            var mail = MimeReader.Headers(message!);
            rows.Append($"<tr><td>{Text(mail.Date)}</td><td>{Text(mail.To)}</td><td><a href=\"/outbox/{id}\">{Text(mail.Subject)}</a></td></tr>\n");
        }

        var said = files.Length == 0 ? "No e-mails yet." : $"{files.Length} e-mails, the newest {Math.Min(files.Length, MostListed)} first.";
        return Page("Outbox", $"<h1>Outbox</h1>\n<p>{said}</p>\n<table>\n<tr><th>Date</th><th>To</th><th>Subject</th></tr>\n{rows}</table>");
    }

    private static string MailPage(string id, string message)
    {
        var mail = MimeReader.Headers(message);
        return Page(mail.Subject, $"""
            <p><a href="/outbox">Outbox</a> · <a href="/outbox/{id}/eml">{id}.eml</a></p>
            <h1>{Text(mail.Subject)}</h1>
            <p>From {Text(mail.From)}<br>To {Text(mail.To)}<br>{Text(mail.Date)}</p>
            <iframe sandbox title="HTML" src="/outbox/{id}/html"></iframe>
            <h2>Plain text</h2>
            <pre>{Text(MimeReader.Part(message, "text/plain"))}</pre>
            """);
    }

    private static string Page(string title, string body) => $$"""
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{{Text(title)}}</title>
        <style>
        :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
        body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
        table { width: 100%; border-collapse: collapse; }
        th, td { text-align: left; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid #8884; vertical-align: top; }
        iframe { width: 100%; height: 40rem; border: 1px solid #8884; border-radius: 8px; }
        pre { white-space: pre-wrap; }
        </style></head>
        <body>
        {{body}}
        </body></html>
        """;

    private static Task WriteAsync(HttpContext http, string policy, string html)
    {
        http.Response.Headers.ContentSecurityPolicy = policy;
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync(html, http.RequestAborted);
    }

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
