using System.Text;

namespace Billing.Documents.Emails;

/// <summary>A letter as plain text, for those who read no HTML.</summary>
internal static class LetterText
{
    public static string Write(Letter letter)
    {
        var text = new StringBuilder();
        text.Append(letter.Heading).Append('\n');
        foreach (var paragraph in letter.Paragraphs)
        {
            text.Append('\n').Append(paragraph).Append('\n');
        }

        if (letter.Code is { } code)
        {
            text.Append("\n    ").Append(code).Append('\n');
        }

        WriteFacts(text, letter.Facts);
        if (letter.Action is var (label, link))
        {
            text.Append('\n').Append(label).Append(":\n").Append(link.AbsoluteUri).Append('\n');
        }

        foreach (var note in letter.Notes)
        {
            text.Append('\n').Append(note).Append('\n');
        }

        // The line by which mail programs know a signature.
        text.Append("\n-- \n");
        foreach (var line in letter.Footer)
        {
            text.Append(line).Append('\n');
        }

        return text.ToString();
    }

    private static void WriteFacts(StringBuilder text, IReadOnlyList<(string Label, string Value)> facts)
    {
        if (facts.Count == 0)
        {
            return;
        }

        var width = facts.Max(fact => fact.Label.Length) + 2;
        text.Append('\n');
        foreach (var (label, value) in facts)
        {
            text.Append($"{label}:".PadRight(width)).Append(value).Append('\n');
        }
    }
}
