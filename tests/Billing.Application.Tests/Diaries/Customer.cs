using System.Globalization;
using Billing.Application.Accounts;
using Billing.Application.Orders;
using Billing.Application.Tests.World;
using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Orders;
using Billing.Domain.Payments;

namespace Billing.Application.Tests.Diaries;

/// <summary>Does what a diary says. Every act carries a key of its own, so that a customer who saw no answer can do it again.</summary>
internal sealed class Customer(Stage stage, string zone)
{
    private static readonly Dictionary<string, string> Cards = new(StringComparer.Ordinal)
    {
        ["visa"] = "pm_card_visa",
        ["mastercard"] = "pm_card_mastercard",
        ["a card that declines"] = "pm_card_chargeCustomerFail",
        ["a card that asks"] = "pm_card_authenticationRequired",
    };

    public async Task DoAsync(string act, string key)
    {
        var words = act.Split(" with ");
        var method = words.Length > 1 ? Card(words[1]) : null;
        switch (words[0].Split(' '))
        {
            case ["sign", "up"]:
                var profile = new AccountRequest("Acme", AccountKind.Standard, "owner@acme.example", [], "USD", zone);
                Stage.Ok(await stage.Home.Profiles.PutAsync(Stage.Acme, profile, Stage.Request()));
                break;
            case ["order", var plan]:
                await OrderAsync(new OrderBody { Plan = plan, PaymentMethod = method }, key);
                break;
            case ["order", var plan, "yearly"]:
                await OrderAsync(new OrderBody { Plan = plan, Interval = BillingInterval.Year, PaymentMethod = method }, key);
                break;
            case ["order", var plan, "for", "later"]:
                await OrderAsync(new OrderBody { Plan = plan, Effective = OrderEffective.NextRenewal }, key);
                break;
            case ["order", var plan, "by", "wire"]:
                await OrderAsync(new OrderBody { Plan = plan, PaymentMethod = new PaymentMethodChoice(PaymentMethodType.Wire) }, key);
                break;
            case ["transfer", var amount]:
                await TransferAsync(Cents(amount), key);
                break;
            case ["the", "card", "declines", "for", var code]:
                await DefaultCardAsync(code);
                break;
            case ["the", "card", "works", "again"]:
                await DefaultCardAsync(null);
                break;
            case ["use"]:
                await UseAsync(method!, key);
                break;
            case ["top", "up", var amount]:
                Stage.Ok(await stage.TopUpAsync(Cents(amount), method!, key));
                break;
            case ["cancel", "now"]:
                Stage.Ok(await stage.Home.Acts.CancelAsync(Stage.Acme, new(CancelAt.Now), Stage.Request(key)));
                break;
            case ["cancel"]:
                Stage.Ok(await stage.Home.Acts.CancelAsync(Stage.Acme, new(CancelAt.PeriodEnd), Stage.Request(key)));
                break;
            case ["resume"]:
                Stage.Ok(await stage.Home.Acts.ResumeAsync(Stage.Acme, Stage.Request(key)));
                break;
            default:
                throw new FormatException($"Nobody knows how to '{act}'.");
        }
    }

    private async Task OrderAsync(OrderBody body, string key) => Stage.Ok(await stage.OrderAsync(body, key));

    /// <summary>Saves a card and makes it the default.</summary>
    private async Task UseAsync(PaymentMethodChoice card, string key)
    {
        var method = Stage.Ok(await stage.Home.Methods.AddAsync(Stage.Acme, card, Stage.Request(key)));
        if (method.Action is not null && (await stage.StateAsync())!.PaymentMethods.All(saved => saved.Id != method.Id))
        {
            await stage.Provider.OnceAsync(key, () => stage.FinishSavingAsync(method.Id));
        }

        Stage.Ok(await stage.Home.Methods.MakeDefaultAsync(Stage.Acme, method.Id, Stage.Request(key + "-default")));
    }

    private async Task TransferAsync(long cents, string key)
    {
        var reference = (await stage.OrdersAsync()).First(order => order.Wire is not null).Wire!.Reference;
        await stage.Provider.OnceAsync(key, () => stage.TransferAsync(reference, cents, isTold: false));
        await stage.Home.Wires.ApplyCashAsync(Stage.Acme, default);
    }

    private async Task DefaultCardAsync(string? declineCode) =>
        Assert.True(await stage.Provider.Controls.DeclineFromNowAsync((await stage.StateAsync())!.PaymentMethods[0].ProviderId, declineCode));

    private static PaymentMethodChoice Card(string name) => Stage.Card(Cards[name]);

    private static long Cents(string amount) => (long)(decimal.Parse(amount, CultureInfo.InvariantCulture) * 100);
}
