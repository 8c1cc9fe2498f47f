using System.Net;
using System.Net.Http.Headers;
using Billing.Application.Ports;
using Billing.Domain;
using Billing.Stripe;
using Billing.Stripe.Client;
using Billing.Stripe.Simulator.Control;
using Billing.Stripe.Simulator.Http;
using Billing.Stripe.Simulator.Objects;
using Billing.Stripe.Simulator.State;
using Billing.Stripe.Simulator.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Abstractions;

namespace Billing.Application.Tests.World;

/// <param name="DeclineCode">Null where the money moved.</param>
internal sealed record ProviderCharge(Money Amount, string? DeclineCode);

/// <summary>The payment simulator without its socket: what our processes ask it, it answers in this one. It outlives them.</summary>
internal sealed class Provider : HttpMessageHandler
{
    /// <summary>How often our client asks before it takes a connection for lost.</summary>
    public const int Tries = 2;

    private readonly Billing.Stripe.Simulator.State.World _world;
    private readonly ApiServer _server;
    private readonly HashSet<string> _happened = [];
    private int _left = int.MaxValue;
    private bool _isDone;

    public Provider(TimeProvider clock)
    {
        var faults = new Faults();
        _world = new Billing.Stripe.Simulator.State.World(clock, null);
        _server = new ApiServer(_world, faults, clock);
        Controls = new SimulatorControls(_world, new WebhookSender(_world, clock, []), faults);
    }

    public SimulatorControls Controls { get; }

    /// <summary>How often it was asked.</summary>
    public int Requests { get; private set; }

    /// <summary>What goes wrong, from which request on; nothing, unless it is set.</summary>
    public (int Request, Fault Fault)? Trouble { get; set; }

    /// <summary>The provider's customer has done what a payment or a saving asked for.</summary>
    public async Task ActAsync(string ourPayment, bool isApproved)
    {
        var intent = await _world.ReadAsync(change =>
            change.All(PaymentIntents.Type).Single(found => (string?)found["metadata"]!["payment_id"] == ourPayment).Key());
        Assert.True(await Controls.ActAsync(intent, isApproved));
    }

    /// <summary>Something outside of our processes happens once, however often its story is told.</summary>
    public async Task OnceAsync(string name, Func<Task> happen)
    {
        if (_happened.Add(name))
        {
            await happen();
        }
    }

    /// <summary>Our client, as a process has it that sees the store so.</summary>
    public IPaymentGateway Gateway(ITableStore tables, TimeProvider clock)
    {
        var options = new StripeOptions
        {
            ApiKey = "sk_test_ours",
            BaseUrl = new Uri("http://provider.invalid"),
            FirstPause = TimeSpan.FromMilliseconds(1),
            LongestPause = TimeSpan.FromMilliseconds(1),
            MaxTries = Tries,
        };
        return new StripePaymentGateway(new StripeClient(this, options, clock, NullLogger<StripeClient>.Instance), tables);
    }

    /// <summary>Every attempt to move money, in order.</summary>
    public Task<List<ProviderCharge>> ChargesAsync() => _world.ReadAsync(change => change.All(Charges.Type)
        .Select(charge => new ProviderCharge(
            new Money(charge.Number("amount"), Currency.Parse(charge.Text("currency")!.ToUpperInvariant())),
            charge.Flag("paid") ? null : charge.Text("failure_code")))
        .ToList());

    /// <summary>The methods that can be charged.</summary>
    public Task<List<string>> AttachedAsync() => _world.ReadAsync(change => change.All(PaymentMethods.Type)
        .Where(method => method.Text("customer") is not null)
        .Select(method => method.Key())
        .ToList());

    /// <summary>The connection drops at a request and at all that repeat it, before it is done or only before its answer.</summary>
    /// <param name="request">Which, 1 the next.</param>
    public void LoseAt(int request, bool isDone) => (_left, _isDone) = (request, isDone);

    /// <summary>Whether a connection has dropped since.</summary>
    public bool HasLost => _left <= 0;

    /// <summary>What transfers have brought that no payment has taken.</summary>
    public Task<long> CashAsync() => _world.ReadAsync(change => change.All(CashBalances.Type).Sum(balance => CashBalances.Available(balance, "usd")));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (++Requests == Trouble?.Request)
        {
            Controls.Add(Trouble.Value.Fault);
        }

        var isLost = --_left is <= 0 and > -Tries;
        if (isLost && !_isDone)
        {
            throw new HttpRequestException("The connection dropped.");
        }

        var context = new DefaultHttpContext();
        var lost = new Lost();
        context.Features.Set<IHttpRequestLifetimeFeature>(lost);
        (context.Request.Scheme, context.Request.Host) = ("http", new HostString(request.RequestUri!.Host));
        (context.Request.Method, context.Request.Path) = (request.Method.Method, request.RequestUri.AbsolutePath);
        context.Request.QueryString = new QueryString(request.RequestUri.Query);
        foreach (var header in request.Headers)
        {
            context.Request.Headers[header.Key] = header.Value.ToArray();
        }

        context.Request.Body = request.Content is null ? Stream.Null : await request.Content.ReadAsStreamAsync(cancellationToken);
        var body = new MemoryStream();
        context.Response.Body = body;
        await _server.InvokeAsync(context);
        return isLost || lost.IsAborted ? throw new HttpRequestException("The connection dropped.") : Response(context, body);
    }

    private static HttpResponseMessage Response(DefaultHttpContext context, MemoryStream body)
    {
        var response = new HttpResponseMessage((HttpStatusCode)context.Response.StatusCode) { Content = new ByteArrayContent(body.ToArray()) };
        response.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach (var header in context.Response.Headers)
        {
            response.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray());
        }

        return response;
    }

    private sealed class Lost : IHttpRequestLifetimeFeature
    {
        public bool IsAborted { get; private set; }

        public CancellationToken RequestAborted { get; set; }

        public void Abort() => IsAborted = true;
    }
}
