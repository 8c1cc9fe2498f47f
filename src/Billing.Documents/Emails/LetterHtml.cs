using System.Text;
using System.Text.Encodings.Web;

namespace Billing.Documents.Emails;

/// <summary>
/// A letter as HTML that mail programs show: tables for layout and styles inline, because some know nothing else; colours for dark screens in a media query,
/// for those that know it; nothing loaded from anywhere. Every word is escaped here and nowhere else.
/// </summary>
internal static class LetterHtml
{
    private const string Font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

    private const string Style = """
        :root { color-scheme: light dark; supported-color-schemes: light dark; }
        a { color: #1d4ed8; }
        @media (max-width: 620px) { .card { padding: 24px !important; } }
        @media (prefers-color-scheme: dark) {
          .page { background: #0f172a !important; }
          .card { background: #1e293b !important; border-color: #334155 !important; }
          .strong { color: #f8fafc !important; }
          .text { color: #e2e8f0 !important; }
          .quiet { color: #94a3b8 !important; }
          .line { border-color: #334155 !important; }
          .code { background: #0f172a !important; color: #f8fafc !important; }
          a { color: #93c5fd; }
        }
        """;

    /// <summary>Fills the rest of the preview, so that it does not go on with the text below.</summary>
    private static readonly string Filler = string.Concat(Enumerable.Repeat("&#847;&zwnj;&nbsp;", 60));

    public static string Write(Letter letter)
    {
        var html = new StringBuilder(8192);
        html.Append($$"""
            <!DOCTYPE html>
            <html lang="{{Text(letter.Language)}}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="supported-color-schemes" content="light dark">
            <title>{{Text(letter.Subject)}}</title>
            <style>
            {{Style}}
            </style>
            </head>
            <body class="page" style="margin:0;padding:0;background:#f1f5f9">
            <div style="display:none;max-height:0;overflow:hidden;mso-hide:all">{{Text(letter.Preheader)}}{{Filler}}</div>
            <table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f1f5f9">
            <tr><td align="center" style="padding:24px 12px">
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px">
            <tr><td class="strong" style="padding:0 8px 16px;{{Font}};font-size:16px;font-weight:600;color:#0f172a">{{Text(letter.Brand)}}</td></tr>
            <tr><td class="card" style="padding:32px;background:#ffffff;border:1px solid #e2e8f0;border-radius:12px">
            <h1 class="strong" style="margin:0 0 16px;{{Font}};font-size:22px;line-height:30px;font-weight:600;color:#0f172a">{{Text(letter.Heading)}}</h1>

            """);
        foreach (var paragraph in letter.Paragraphs)
        {
            html.Append($"""<p class="text" style="margin:0 0 16px;{Font};font-size:16px;line-height:24px;color:#334155">{Text(paragraph)}</p>""").Append('\n');
        }

        WriteCode(html, letter.Code);
        WriteFacts(html, letter.Facts);
        WriteAction(html, letter.Action);
        WriteQuiet(html, letter.Notes);
        html.Append("</td></tr>\n<tr><td style=\"padding:16px 8px 0\">\n");
        WriteQuiet(html, letter.Footer);
        return html.Append("</td></tr>\n</table>\n</td></tr>\n</table>\n</body>\n</html>\n").ToString();
    }

    private static void WriteCode(StringBuilder html, string? code)
    {
        if (code is not null)
        {
            html.Append($"""
                <p class="code" style="margin:8px 0 24px;padding:16px;background:#f1f5f9;border-radius:8px;text-align:center;color:#0f172a;
                font-family:Consolas,Menlo,monospace;font-size:30px;line-height:36px;letter-spacing:6px">{Text(code)}</p>

                """);
        }
    }

    private static void WriteFacts(StringBuilder html, IReadOnlyList<(string Label, string Value)> facts)
    {
        if (facts.Count == 0)
        {
            return;
        }

        html.Append("""<table width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:8px 0 24px">""").Append('\n');
        foreach (var (label, value) in facts)
        {
            const string Cell = $"padding:10px 0;border-top:1px solid #e2e8f0;{Font};font-size:15px;line-height:22px";
            html.Append($"""
                <tr><th class="quiet line" scope="row" align="left" valign="top" style="{Cell};font-weight:400;color:#64748b">{Text(label)}</th>
                <td class="strong line" align="right" valign="top" style="{Cell};padding-left:16px;color:#0f172a;word-break:break-word">{Text(value)}</td></tr>

                """);
        }

        html.Append("</table>\n");
    }

    private static void WriteAction(StringBuilder html, (string Label, Uri Link)? action)
    {
        if (action is var (label, link))
        {
            var address = Text(link.AbsoluteUri);
            html.Append($"""
                <table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:8px 0 24px"><tr>
                <td bgcolor="#1d4ed8" style="border-radius:8px;background:#1d4ed8"><a href="{address}" style="display:inline-block;padding:12px 24px;
                {Font};font-size:16px;line-height:24px;font-weight:600;color:#ffffff;text-decoration:none">{Text(label)}</a></td>
                </tr></table>
                <p class="quiet" style="margin:0 0 16px;{Font};font-size:13px;line-height:20px;color:#64748b;word-break:break-all">
                <a href="{address}">{address}</a></p>

                """);
        }
    }

    private static void WriteQuiet(StringBuilder html, IReadOnlyList<string> lines)
    {
        foreach (var line in lines)
        {
            html.Append($"""<p class="quiet" style="margin:0 0 8px;{Font};font-size:13px;line-height:20px;color:#64748b">{Text(line)}</p>""").Append('\n');
        }
    }

    /// <summary>Quotes and angle brackets too, so that it fits into attributes; letters of all languages stay as they are.</summary>
    private static string Text(string text) => Encoder.Encode(text);

    private static HtmlEncoder Encoder { get; } = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);
}
