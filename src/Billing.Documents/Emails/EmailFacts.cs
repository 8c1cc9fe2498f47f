using System.Collections.Immutable;
using System.Globalization;
using Billing.Application;
using Billing.Application.Notifications;
using Billing.Application.Ports;
using Billing.Domain;
using Billing.Domain.Catalog;

namespace Billing.Documents.Emails;

/// <summary>The facts of one e-mail as its reader sees them: amounts in the account's currency, dates in words, plans and add-ons by their names.</summary>
internal sealed class EmailFacts
{
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    private EmailFacts()
    {
    }

    /// <summary>The names of what the content holds, in its order; missing ones are among them.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>The lines of a bank account, with their labels; empty where there is none.</summary>
    public IReadOnlyList<(string Label, string Value)> Bank { get; private set; } = [];

    /// <summary>Null where the e-mail does not have the fact.</summary>
    public string? this[string name] => _texts.GetValueOrDefault(name);

    public static EmailFacts Of(EmailContent content, EmailAddressee addressee, EmailSettings settings, ProductCatalog catalog)
    {
        var members = StorageJson.Default.GetTypeInfo(content.GetType())!.Properties.Where(member => member.Get is not null).ToList();
        var facts = new EmailFacts { Names = [.. members.Select(member => member.Name)] };
        facts._texts["brand"] = settings.Brand;
        if (addressee.AccountName is { } account)
        {
            facts._texts["accountName"] = account;
        }

        if (settings.Support is { } support)
        {
            facts._texts["support"] = support;
        }

        foreach (var member in members)
        {
            facts.Add(member.Name, member.Get!(content), new Style(addressee.Currency, settings.Texts, catalog));
        }

        return facts;
    }

    private void Add(string name, object? value, Style style)
    {
        switch (value)
        {
            case null or false:
                break;
            case BankAccount bank:
                Bank = [.. style.LinesOf(bank)];
                break;
            default:
                _texts[name] = style.TextOf(name, value);
                break;
        }
    }

    private sealed record Style(Currency Currency, EmailTexts Texts, ProductCatalog Catalog)
    {
        public string TextOf(string name, object value) => value switch
        {
            string id when name is "plan" or "nextPlan" => Catalog.FindPlan(id)?.Name ?? id,
            string text => text,
            true => "",
            ImmutableArray<string> addOns when name == "addOns" => List([.. addOns.Select(id => Catalog.FindAddOn(id)?.Name ?? id)]),
            ImmutableArray<string> texts => List(texts),
            Money money => MoneyText.Of(money),
            Micros micros => MoneyText.Of(Money.FromMicros(micros, Currency)),
            DateOnly date => Texts.Dates.Pattern
                .Replace("{day}", date.Day.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("{month}", Texts.Dates.Months[date.Month - 1], StringComparison.Ordinal)
                .Replace("{year}", date.Year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal),
            int number => number.ToString(CultureInfo.InvariantCulture),
            long number => number.ToString(CultureInfo.InvariantCulture),
            Enum word => Texts.Words[word.ToString()],
            Uri address => address.AbsoluteUri,
            _ => throw new NotSupportedException($"'{name}' is a {value.GetType().Name}, which e-mails cannot say."),
        };

        public IEnumerable<(string Label, string Value)> LinesOf(BankAccount bank)
        {
            (string Word, string? Value)[] lines =
            [
                ("bankHolder", bank.HolderName), ("bankName", bank.BankName), ("bankCountry", bank.Country), ("bankIban", bank.Iban), ("bankBic", bank.Bic),
                ("bankAccountNumber", bank.AccountNumber), ("bankRoutingNumber", bank.RoutingNumber), ("bankSortCode", bank.SortCode),
            ];
            return lines.Where(line => line.Value is not null).Select(line => (Texts.Words[line.Word], line.Value!));
        }

        private string List(ImmutableArray<string> items) =>
            items.Length < 2 ? string.Concat(items) : $"{string.Join(", ", items[..^1])} {Texts.Words["and"]} {items[^1]}";
    }
}
