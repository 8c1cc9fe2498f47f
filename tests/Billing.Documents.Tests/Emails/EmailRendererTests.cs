using System.Net;
using System.Text.RegularExpressions;
using Billing.Application.Notifications;
using Billing.Application.Ports;
using Billing.Documents.Emails;
using Billing.Domain;
using Billing.Domain.Catalog;
using FsCheck;
using FsCheck.Fluent;

namespace Billing.Documents.Tests.Emails;

/// <summary>What every e-mail says, word by word; and that no fact of it is lost or breaks out of its place.</summary>
public sealed partial class EmailRendererTests
{
    private static readonly string Here = AppContext.BaseDirectory;
    private static readonly ProductCatalog Catalog = CatalogFile.Parse(File.ReadAllBytes(Path.Combine(Here, "catalog.json"))).Catalog!;
    private static readonly EmailAddressee Acme = new("Acme GmbH & Co. <KG>", Currency.Usd);

    private static readonly EmailSettings Settings =
        new() { Brand = "Botworks", ConsoleUrl = new("https://console.bots.example/"), Support = "help@bots.example" };

    public static TheoryData<string> Templates => [.. EmailTemplates.All.Select(each => each.Name)];

    [Theory]
    [MemberData(nameof(Templates))]
    public void The_e_mail_says_what_was_approved(string template)
    {
        var rendered = Render(Contents.ByTemplate[template]);
        var (text, html) = (Receive($"{template}.txt", $"{rendered.Subject}\n\n{rendered.Text}"), Receive($"{template}.html", rendered.Html));
        Assert.Equal(text.Approved, text.Received);
        Assert.Equal(html.Approved, html.Received);
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public void Every_fact_is_said_and_every_word_has_its_fact(string template)
    {
        var content = Contents.ByTemplate[template];
        var text = EmailTexts.English.Templates[template];
        var known = EmailFacts.Of(content, Acme, Settings, Catalog).Names;
        var listed = (text.Facts?.Keys ?? []).Append(text.Code).Select(name => $"{{{name}}}");
        string[] texts = [text.Subject, text.Preheader, text.Heading, .. text.Body, .. text.Notes ?? [], .. listed];
        var said = texts.SelectMany(each => Placeholder().Matches(each)).Select(match => match.Groups["name"].Value).Where(name => name.Length > 0).ToHashSet();

        Assert.Empty(said.Except([.. known, "brand", "accountName", "support"]));
        var html = WebUtility.HtmlDecode(Render(content).Html);
        var linked = known.Where(name => name.EndsWith("Link", StringComparison.Ordinal)).ToList();
        Assert.All(linked, _ => Assert.Contains("https://bots.example/go?to=1&as=ada", html, StringComparison.Ordinal));
        Assert.Empty(known.Except([.. said, .. linked, "orderId"]));
    }

    [Fact]
    public void A_text_whose_fact_is_missing_is_left_out()
    {
        var rejected = Render(new WorkspaceApprovalRejected("Support")).Text;
        Assert.DoesNotContain("The reason given", rejected, StringComparison.Ordinal);
        var failed = (AutoRenewalUnsuccessful)Contents.ByTemplate["auto-renewal-unsuccessful"];
        var last = Render(failed with { NextAttemptOn = null }).Text;
        Assert.DoesNotContain("We try again", last, StringComparison.Ordinal);
        Assert.Contains("This payment method is not tried again", last, StringComparison.Ordinal);
        var confirm = Render(failed with { NextAttemptOn = null, NeedsAuthentication = true }).Text;
        Assert.Contains("Your bank asks you to confirm", confirm, StringComparison.Ordinal);
        Assert.Contains("https://console.bots.example/billing/orders/ord_", confirm, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_console_there_is_no_button()
    {
        var rendered = new EmailRenderer(new EmailSettings(), Catalog).Render(Contents.ByTemplate["credits-low"], Acme);

        Assert.DoesNotContain("<a ", rendered.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Buy credits", rendered.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_a_name_holds_it_stays_text() =>
        Prop.ForAll<NonNull<string>>(name =>
        {
            var said = string.Concat(name.Get.EnumerateRunes().Where(rune => !System.Text.Rune.IsControl(rune)).Select(rune => rune.ToString()));
            var html = Render(new InviteNewUserBot($"¤{said}¤", "Bot", new("https://bots.example"))).Html;
            return html.Split('¤').Skip(1).Where((_, index) => index % 2 == 0).All(shown =>
                WebUtility.HtmlDecode(shown) == said && shown.AsSpan().IndexOfAny('<', '>', '"') < 0);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Another_language_speaks_for_itself_and_falls_back_to_English()
    {
        var german = EmailTexts.Parse("de", """
            {
              "dates": {
                "pattern": "{day}. {month} {year}",
                "months": ["Januar","Februar","März","April","Mai","Juni","Juli","August","September","Oktober","November","Dezember"]
              },
              "words": { "and": "und", "footerOfAccount": "{brand} schreibt Ihnen, weil Sie das Konto {accountName} betreuen." },
              "templates": {
                "trial-ending": { "subject": "Ihre Testphase endet am {endsOn}", "preheader": "{plan}", "heading": "Noch {daysLeft} Tage", "body": [] }
              }
            }
            """u8);
        var renderer = new EmailRenderer(Settings with { Texts = german }, Catalog);

        var own = renderer.Render(Contents.ByTemplate["trial-ending"], Acme);
        Assert.Equal("Ihre Testphase endet am 15. Januar 2026", own.Subject);
        Assert.Contains("Botworks schreibt Ihnen, weil Sie das Konto Acme GmbH & Co. <KG> betreuen.", own.Text, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"de\">", own.Html, StringComparison.Ordinal);
        Assert.Equal("web, slack und whatsapp", Said(renderer.Render(Contents.ByTemplate["bot-publish"], Acme).Text, "Channels:"));
    }

    [Theory]
    [InlineData("""{"templates":{"no-such":{"subject":"","preheader":"","heading":"","body":[]}}}""")]
    [InlineData("""{"dates":{"pattern":"{day}","months":["January"]}}""")]
    [InlineData("""{"templates":{"trial-ending":{"subject":"x"}}}""")]
    [InlineData("""{"word":{}}""")]
    [InlineData("not json")]
    public void A_wrong_language_file_is_refused(string json) =>
        Assert.Throws<FormatException>(() => EmailTexts.Parse("xx", System.Text.Encoding.UTF8.GetBytes(json)));

    private static RenderedEmail Render(EmailContent content) =>
        new EmailRenderer(Settings, Catalog).Render(content, content is ProductEmail ? Acme with { AccountName = null } : Acme);

    private static string Said(string text, string label) =>
        text.Split('\n').Single(line => line.StartsWith(label, StringComparison.Ordinal))[label.Length..].Trim();

    /// <summary>What was approved is empty where nothing was yet: then read what was received, beside the tests, and keep it in Approved/Emails.</summary>
    private static (string Approved, string Received) Receive(string name, string text)
    {
        var received = Directory.CreateDirectory(Path.Combine(Here, "Received"));
        File.WriteAllText(Path.Combine(received.FullName, name), text);
        var approved = Path.Combine(Here, "Approved", "Emails", name);
        return (File.Exists(approved) ? File.ReadAllText(approved) : "", text);
    }

    [GeneratedRegex(@"\{[?!]?(?<name>[A-Za-z]*)\}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();
}
