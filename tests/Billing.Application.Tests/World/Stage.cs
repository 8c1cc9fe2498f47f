using System.Diagnostics.CodeAnalysis;
using Billing.Application.Accounts;
using Billing.Application.Credits;
using Billing.Application.Due;
using Billing.Application.Metering;
using Billing.Application.Metering.Events;
using Billing.Application.Notifications;
using Billing.Application.Orders;
using Billing.Application.Payments;
using Billing.Application.Ports;
using Billing.Application.Rows;
using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Catalog;
using Billing.Domain.Payments;
using Billing.Domain.Seats;
using Billing.Storage.InMemory;

namespace Billing.Application.Tests.World;

/// <summary>
/// A store, a clock and the process that runs on them, with the words in which stories are told. They begin on 31 January 2026, 09:00 UTC.
/// </summary>
internal sealed class Stage
{
    public static readonly AccountId Acme = new("acme");
    public static readonly AppId Bot = new("bot");
    public static readonly DateTimeOffset Begin = new(2026, 1, 31, 9, 0, 0, TimeSpan.Zero);

    private readonly IStageEngine _engine;

    public Stage(ITableStore? tables = null, HandClock? clock = null, Provider? provider = null, IStageEngine? engine = null)
    {
        _engine = engine ?? new EmbeddedEngine();
        Tables = tables ?? new InMemoryTableStore();
        Clock = clock ?? new HandClock(Begin);
        Provider = provider ?? new Provider(Clock);
        Restart();
    }

    public ITableStore Tables { get; }

    public HandClock Clock { get; }

    public Home Home { get; private set; }

    /// <summary>What goes out of every process here.</summary>
    public Postbox Postbox { get; } = new();

    public Provider Provider { get; }

    public ValueTask<AccountState?> StateAsync(AccountId? account = null) => Home.Store.FindAsync(account ?? Acme, default);

    /// <summary>Another process on the same store and clock.</summary>
    public Home Another(ITableStore? tables = null, IPaymentGateway? gateway = null) =>
        new(tables ?? Tables, Clock, gateway ?? Provider.Gateway(tables ?? Tables, Clock), _engine, Postbox);

    /// <summary>The process ends and starts anew; it knows what is stored and nothing else.</summary>
    /// <param name="tables">As the new process sees the store.</param>
    [MemberNotNull(nameof(Home))]
    public void Restart(ITableStore? tables = null, IPaymentGateway? gateway = null)
    {
        Home = Another(tables, gateway);
        _engine.Serve(Home.Book);
    }

    /// <summary>Whether the instance goes on by itself at the instant, as the due index and the engine stand.</summary>
    public bool Wakes(string instance, DateTimeOffset at, IEnumerable<DueEntry> due) => _engine.Wakes(instance, at, due);

    public static RequestContext Request(string? key = null, string body = "") =>
        new(new Caller("tests", Role.Operator, null), key is null ? null : new IdempotencyKey(key, body), default);

    public async Task<Stage> WithAccountAsync(AccountKind kind = AccountKind.Standard, string zone = "UTC", AccountId? account = null)
    {
        var request = new AccountRequest("Acme", kind, "owner@acme.example", [], "USD", zone);
        Ok(await Home.Profiles.PutAsync(account ?? Acme, request, Request()));
        return this;
    }

    public async Task<Stage> WithPlanAsync(string plan = "essential", string card = "pm_card_visa", BillingInterval interval = BillingInterval.Month)
    {
        Ok(await OrderAsync(new() { Plan = plan, Interval = interval, PaymentMethod = Card(card) }));
        return this;
    }

    public ValueTask<Result<OrderView>> OrderAsync(OrderBody body, string? key = null) => Home.Orders.SubmitAsync(Acme, body, Request(key));

    public ValueTask<Result<OrderView>> TopUpAsync(long cents, string card = "pm_card_visa", string? key = null) => TopUpAsync(cents, Card(card), key);

    public ValueTask<Result<OrderView>> TopUpAsync(long cents, PaymentMethodChoice choice, string? key = null) =>
        Home.TopUps.SubmitAsync(Acme, new(new Money(cents, Currency.Usd), choice), Request(key));

    /// <summary>Saves the card, with its OTP where it asks for one, and makes it the default.</summary>
    public async Task PayWithAsync(string card)
    {
        var method = Ok(await Home.Methods.AddAsync(Acme, Card(card), Request()));
        if (method.Action is not null)
        {
            await FinishSavingAsync(method.Id);
        }

        Ok(await Home.Methods.MakeDefaultAsync(Acme, method.Id, Request()));
    }

    /// <summary>The customer authenticates or links what is being saved, or fails to, and the provider tells of it.</summary>
    public async Task FinishSavingAsync(string methodId, bool isApproved = true)
    {
        var saving = await Home.Store.ReadAsync(Acme, AccountRows.Method(methodId), StorageJson.Default.StoredSaving, default);
        Assert.True(await Provider.Controls.ActAsync(saving!.SetupReference, isApproved));
        await TellAsync(NoticeSubject.Saving, saving.SetupReference, null);
    }

    /// <summary>The customer does what an order asks for, or fails to; without a notice, only the look-up learns of it.</summary>
    public async Task ActAsync(OrderView order, bool isApproved = true, bool isTold = true)
    {
        await Provider.ActAsync(order.PaymentId!, isApproved);
        if (isTold)
        {
            await TellAsync(NoticeSubject.Payment, null, order.PaymentId);
        }
    }

    /// <summary>Money comes by bank transfer.</summary>
    /// <returns>The provider's id of what came.</returns>
    public async Task<string> TransferAsync(string reference, long cents, bool isTold = true)
    {
        var transfer = await Provider.Controls.BankTransferAsync(reference, cents);
        if (isTold)
        {
            await TellAsync(NoticeSubject.Cash, transfer, null);
        }

        return transfer!;
    }

    public async Task TellAsync(NoticeSubject subject, string? subjectId, string? paymentId) =>
        await Home.Updates.ApplyAsync(Acme, new ProviderNotice("evt", "any", Clock.Now, subject, subjectId, Acme, paymentId, null), default);

    public async Task<OrderView> OrderNowAsync(string orderId) => Ok(await Home.Orders.GetAsync(Acme, orderId, Request()));

    public async Task<AutoTopUpView> AutoTopUpAsync(bool enabled, long threshold, long cents) =>
        Ok(await Home.Credits.SetAutoTopUpAsync(Acme, new(enabled, new Micros(threshold), new Money(cents, Currency.Usd)), Request()));

    public async Task<CreditsView> CreditsAsync() => Ok(await Home.Credits.GetAsync(Acme, Request()));

    public async Task<PlanInformation> PlanAsync() => Ok(await Home.Plans.GetAsync(Acme, Request()));

    public async Task<IReadOnlyList<OrderView>> OrdersAsync() => Ok(await Home.Orders.ListAsync(Acme, new PageRequest(100, null), Request())).Items;

    /// <summary>As they are kept, newest first.</summary>
    public ValueTask<IReadOnlyList<StoredOrder>> StoredOrdersAsync() =>
        Home.Store.ListAsync(Acme, AccountRows.OrderPrefix, StorageJson.Default.StoredOrder, default);

    /// <summary>In the order in which they were caused.</summary>
    public async Task<IReadOnlyList<QueuedEmail>> EmailsAsync() =>
        [.. (await Home.Store.ListAsync(Acme, AccountRows.EmailPrefix, StorageJson.Default.QueuedEmail, default)).Reverse()];

    /// <summary>Runs what is due, step by step, as the worker does, until the instant.</summary>
    public async Task AdvanceAsync(DateTimeOffset to)
    {
        await RunAsync();
        while (Earlier(await Home.Runner.NextAsync(default), _engine.Next) is { } next && next <= to)
        {
            Clock.Now = next;
            await RunAsync();
        }

        Clock.Now = to;
    }

    private async Task RunAsync()
    {
        await Home.Runner.RunAsync(default);
        await _engine.RunAsync();
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one < other ? one : other ?? one;

    public Task AdvanceAsync(string date) => AdvanceAsync(At(date));

    public static DateTimeOffset At(string date) => DateTimeOffset.Parse(date, null, System.Globalization.DateTimeStyles.AssumeUniversal);

    /// <summary>So many billing sessions: conversations of one message each.</summary>
    public Task UseSessionsAsync(int count, string name = "c", DateTimeOffset? at = null) => AcceptAsync(
        [.. Enumerable.Range(0, count).Select(i => new UsageEvent(i, UsageKind.Conversation, Acme, Bot, at ?? Clock.Now, "/tests", "", $"{name}{i}"))]);

    /// <summary>One request of knowledge-qa: 3 micros an input token, 10 an output token.</summary>
    public Task UseAiAsync(string id, long input, long output = 0, string? hold = null) => AcceptAsync(
        [new UsageEvent(0, UsageKind.Ai, Acme, Bot, Clock.Now, "/tests", id, "") { Ai = new("knowledge-qa", "web", input, output, hold) }]);

    public async Task AcceptAsync(IReadOnlyList<UsageEvent> events) => Ok(await Home.Intake.AcceptAsync(new(events, []), IntakeMode.Live, default));

    public static PaymentMethodChoice Card(string token) => new(PaymentMethodType.Card, token);

    public static PaymentMethodChoice Wire { get; } = new(PaymentMethodType.Wire);

    public static PaymentMethodChoice PayPal { get; } = new(PaymentMethodType.PayPal);

    public static SeatsBody Agents(int quantity, SeatType type = SeatType.Concurrent) => new(ContactCenter: new(type, quantity));

    public static T Ok<T>(Result<T> result) => result.Value;

    public static void Refused<T>(string code, Result<T> result) => Assert.Equal(code, result.Error?.Code);
}
