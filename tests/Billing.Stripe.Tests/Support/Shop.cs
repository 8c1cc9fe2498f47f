using Billing.Application.Ports;
using Billing.Domain;
using Billing.Domain.Payments;
using Billing.Storage.InMemory;
using Billing.Stripe.Client;
using Billing.Stripe.Simulator;
using Billing.Stripe.Simulator.Control;
using Microsoft.Extensions.Logging;

namespace Billing.Stripe.Tests.Support;

/// <summary>Our gateway, and a simulator of its own on a real socket.</summary>
internal sealed class Shop : IAsyncDisposable
{
    public const string Key = "sk_test_ours";
    public static readonly AccountId Acme = new("acme");

    private readonly SocketsHttpHandler _handler = new();
    private readonly StripeWire _wire;
    private int _payments;

    private Shop(StripeSimulator simulator, ManualClock clock, StripeOptions options)
    {
        (Simulator, Clock, Options) = (simulator, clock, options);
        _wire = new StripeWire(_handler, options, clock, Log);
        Gateway = new StripePaymentGateway(_wire, Tables, clock);
        Notices = new StripeNotices(_wire, options, Tables, clock);
    }

    public StripeSimulator Simulator { get; }

    public SimulatorControls Controls => Simulator.Controls;

    public ManualClock Clock { get; }

    public StripeOptions Options { get; }

    public InMemoryTableStore Tables { get; } = new();

    public RecordingLogger<StripeClient> Log { get; } = new();

    public StripePaymentGateway Gateway { get; }

    public StripeNotices Notices { get; }

    public static async Task<Shop> OpenAsync(
        string? dataFile = null, TimeSpan? tryTimeout = null, TimeSpan? totalTimeout = null, IReadOnlyList<string>? secrets = null,
        IReadOnlyList<TimeSpan>? webhookRetries = null)
    {
        var clock = new ManualClock();
        var settings = new SimulatorOptions { DataFile = dataFile, Clock = clock };
        var simulator = await StripeSimulator.StartAsync(webhookRetries is null ? settings : settings with { WebhookRetryDelays = webhookRetries });
        return new Shop(simulator, clock, new StripeOptions
        {
            ApiKey = Key,
            BaseUrl = simulator.Url,
            WebhookSecrets = secrets ?? [],
            TryTimeout = tryTimeout ?? TimeSpan.FromSeconds(10),
            TotalTimeout = totalTimeout ?? TimeSpan.FromSeconds(25),
            FirstPause = TimeSpan.FromMilliseconds(2),
            LongestPause = TimeSpan.FromMilliseconds(4),
        });
    }

    /// <summary>A charge of 50.00 USD by a card that is here, under a payment id of its own.</summary>
    public ChargeRequest Charge(string? method, bool offSession = false, long minor = 5000, PaymentMethodType type = PaymentMethodType.Card) =>
        new(Acme, $"pay_{++_payments}", Usd(minor), method, offSession, "An order", type, "http://127.0.0.1/back");

    public static Money Usd(long minor) => new(minor, Currency.Usd);

    public ValueTask<PaymentAnswer> PayAsync(ChargeRequest request) => Gateway.ChargeAsync(request, CancellationToken.None);

    public async Task<PaymentAnswer> FindAsync(ChargeRequest request) =>
        await Gateway.FindAsync(new PaymentLookUp(request.Account, request.PaymentId), CancellationToken.None)
        ?? throw new InvalidOperationException("The provider does not know it.");

    public ValueTask<PaymentMethodAnswer> SaveAsync(string token, string? key = null) =>
        Gateway.SaveMethodAsync(new SaveMethodRequest(Acme, key ?? $"pm_{++_payments}", token), CancellationToken.None);

    /// <summary>Saves the card, answering its challenge where it has one.</summary>
    public async Task<PaymentMethodAnswer> SaveAndAuthenticateAsync(string token)
    {
        var answer = await SaveAsync(token);
        if (answer.Outcome != PaymentOutcome.RequiresAction)
        {
            return answer;
        }

        Assert.True(await Controls.ActAsync(answer.SetupReference!, isApproved: true));
        return await Gateway.FindSavingAsync(Acme, answer.SetupReference!, CancellationToken.None);
    }

    public async Task<List<CashMovement>> CashAsync()
    {
        var movements = await Gateway.CashMovementsAsync(Acme, CancellationToken.None).ToListAsync();
        movements.Reverse();
        return movements;
    }

    public async ValueTask DisposeAsync()
    {
        _wire.Dispose();
        _handler.Dispose();
        await Simulator.DisposeAsync();
    }
}

/// <summary>An instant that moves when told; timers are the machine's.</summary>
internal sealed class ManualClock : TimeProvider
{
    private long _ticks = new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero).UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref _ticks), TimeSpan.Zero);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}

/// <summary>Keeps every line that is logged, with its values and exceptions.</summary>
internal sealed class RecordingLogger<T> : ILogger<T>
{
    private readonly List<string> _lines = [];

    public string Text
    {
        get
        {
            lock (_lines)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_lines)
        {
            _lines.Add($"{logLevel} {formatter(state, exception)} {exception}");
        }
    }
}
