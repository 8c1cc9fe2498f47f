using Billing.Application.Notifications;
using Billing.Application.Ports;
using Billing.Domain.Catalog;

namespace Billing.Documents.Emails;

/// <summary>E-mails in the words of a language's catalog, in one layout.</summary>
public sealed class EmailRenderer(EmailSettings settings, ProductCatalog catalog) : IEmailRenderer
{
    public RenderedEmail Render(EmailContent content, EmailAddressee addressee)
    {
        var text = settings.Texts.Templates[content.Template];
        var facts = EmailFacts.Of(content, addressee, settings, catalog);
        var letter = new Letter
        {
            Language = settings.Texts.Language,
            Brand = settings.Brand,
            Subject = Said(text.Subject, facts),
            Preheader = Said(text.Preheader, facts),
            Heading = Said(text.Heading, facts),
            Paragraphs = Said(text.Body, facts),
            Code = text.Code is { } code ? facts[code] : null,
            Facts = [.. Labelled(text, facts)],
            Action = text.Action is { } action && EmailActions.LinkOf(content, settings.ConsoleUrl) is { } link ? (action, link) : null,
            Notes = Said(text.Notes ?? [], facts),
            Footer = Said([FooterOf(content), settings.Texts.Words["support"]], facts),
        };
        return new RenderedEmail(letter.Subject, LetterText.Write(letter), LetterHtml.Write(letter));
    }

    private string FooterOf(EmailContent content) => settings.Texts.Words[content is ProductEmail ? "footerOfProduct" : "footerOfAccount"];

    private static IEnumerable<(string Label, string Value)> Labelled(EmailText text, EmailFacts facts)
    {
        foreach (var name in facts.Names)
        {
            if (text.Facts is null || !text.Facts.TryGetValue(name, out var label))
            {
                continue;
            }

            if (facts[name] is { } value)
            {
                yield return (label, value);
            }

            foreach (var line in name == "bank" ? facts.Bank : [])
            {
                yield return line;
            }
        }
    }

    private static string Said(string text, EmailFacts facts) =>
        EmailSentence.Fill(text, facts) ?? throw new InvalidOperationException($"The text '{text}' needs a fact that is missing.");

    private static IReadOnlyList<string> Said(IEnumerable<string> texts, EmailFacts facts) =>
        [.. texts.Select(text => EmailSentence.Fill(text, facts)).OfType<string>()];
}
