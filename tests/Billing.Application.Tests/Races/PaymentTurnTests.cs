using Billing.Application.Orders;
using Billing.Application.Ports;
using Billing.Application.Tests.World;
using Billing.Domain;
using static Billing.Application.Tests.World.EveryTurn;

namespace Billing.Application.Tests.Races;

/// <summary>
/// What customer, bank, provider and back office do to one order that waits, each heard by another process: no money is lost or counted twice. Each of them
/// asks the provider between its commits, so an answer may tell already what the other has done; what is left of both is compared.
/// </summary>
public sealed class PaymentTurnTests
{
    /// <summary>Of a plan of 150 dollars that waits for its bank transfer.</summary>
    private static readonly Dictionary<string, Act> OfWire = new()
    {
        ["the transfer comes"] = Transfer(150_00),
        ["a part comes"] = Transfer(100_00),
        ["it is cleared"] = Clear(150_00, "bank-1"),
        ["a part is cleared"] = Clear(50_00, "bank-2"),
        ["it is rejected"] = async stage => Say(await stage.Home.WireDesk.RejectAsync(await WaitingAsync(stage), new("no"), Stage.Request())),
        ["it is canceled"] = Cancel,
    };

    /// <summary>Of a plan whose card waits for its OTP.</summary>
    private static readonly Dictionary<string, Act> OfCard = new()
    {
        ["it is authenticated"] = Authenticate(true),
        ["the OTP is wrong"] = Authenticate(false),
        ["it is canceled"] = Cancel,
        ["another plan is ordered"] = async stage => Say(await stage.OrderAsync(new() { Plan = "essential", PaymentMethod = Stage.Card("pm_card_visa") })),
        ["credits are bought"] = async stage => Say(await stage.TopUpAsync(5_000)),
    };

    public static TheoryData<string, string> PairsOfWire => Pairs(OfWire);

    public static TheoryData<string, string> PairsOfCard => Pairs(OfCard);

    [Theory]
    [MemberData(nameof(PairsOfWire))]
    public Task While_a_transfer_is_waited_for(string one, string other) => IsTakenAsync(
        async stage =>
        {
            await stage.WithAccountAsync();
            Stage.Ok(await stage.OrderAsync(new() { Plan = "advanced", PaymentMethod = Stage.Wire }));
        },
        OfWire[one],
        OfWire[other]);

    [Theory]
    [MemberData(nameof(PairsOfCard))]
    public Task While_a_customer_is_waited_for(string one, string other) => IsTakenAsync(
        async stage =>
        {
            await stage.WithAccountAsync();
            Stage.Ok(await stage.OrderAsync(new() { Plan = "advanced", PaymentMethod = Stage.Card("pm_card_authenticationRequired") }));
        },
        OfCard[one],
        OfCard[other]);

    private static TheoryData<string, string> Pairs(Dictionary<string, Act> acts) =>
        [.. acts.Keys.SelectMany(one => acts.Keys.Where(other => other != one).Select(other => (one, other)))];

    private static async Task<string> WaitingAsync(Stage stage) => (await stage.StoredOrdersAsync())[^1].OrderId;

    private static Act Transfer(long cents) => async stage =>
    {
        var order = await stage.OrderNowAsync(await WaitingAsync(stage));
        await stage.TransferAsync(order.Wire!.Reference, cents);
        return "";
    };

    private static Act Clear(long cents, string reference) => async stage => Say(
        await stage.Home.WireDesk.ClearAsync(await WaitingAsync(stage), new(new Money(cents, Currency.Usd), reference), Stage.Request()));

    private static async Task<string> Cancel(Stage stage) =>
        Say(await stage.Home.Orders.CancelAsync(Stage.Acme, await WaitingAsync(stage), Stage.Request()));

    private static Act Authenticate(bool isRight) => async stage =>
    {
        // The provider does not let a customer act on a payment that is over.
        var order = await stage.OrderNowAsync(await WaitingAsync(stage));
        await Record.ExceptionAsync(() => stage.Provider.ActAsync(order.PaymentId!, isRight));
        await stage.TellAsync(NoticeSubject.Payment, null, order.PaymentId);
        return "";
    };

    private static string Say(Result<OrderView> result) => result.Error?.Code == "order-in-progress" ? result.Error.Code : "";
}
