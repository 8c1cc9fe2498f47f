using System.Text;

namespace Billing.Documents.Emails;

/// <summary>Fills a text of the catalog: see <see cref="EmailText"/>.</summary>
internal static class EmailSentence
{
    /// <summary>Null where the text is not to be shown.</summary>
    public static string? Fill(string text, EmailFacts facts)
    {
        var filled = new StringBuilder(text.Length + 64);
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf('{', at);
            if (open < 0)
            {
                filled.Append(text, at, text.Length - at);
                break;
            }

            var close = text.IndexOf('}', open);
            filled.Append(text, at, open - at);
            var (isAbsence, isMere) = (text[open + 1] == '!', text[open + 1] is '!' or '?');
            var fact = facts[text[(isMere ? open + 2 : open + 1)..close]];
            if (isAbsence != fact is null)
            {
                return null;
            }

            filled.Append(isMere ? "" : fact);
            at = close + 1;
        }

        return filled.ToString();
    }
}
