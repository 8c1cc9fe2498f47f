using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Billing.Stripe.Simulator.Objects;
using Billing.Stripe.Simulator.State;

namespace Billing.Stripe.Simulator.Webhooks;

/// <summary>
/// Tells the endpoints of each event, in the order of the commits; what is not answered with 2xx is told again after a while. An event remembers whom it
/// has not reached, so a simulator that was killed goes on where it stopped.
/// </summary>
internal sealed class WebhookSender : IAsyncDisposable
{
    private readonly World _world;
    private readonly TimeProvider _clock;
    private readonly IReadOnlyList<TimeSpan> _retryDelays;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly Channel<Delivery> _queue = Channel.CreateUnbounded<Delivery>();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;
    private volatile WebhookSwitches _switches = new();
    private int _outstanding;

    public WebhookSender(World world, TimeProvider clock, IReadOnlyList<TimeSpan> retryDelays)
    {
        (_world, _clock, _retryDelays) = (world, clock, retryDelays);
        world.Committed = events => Enqueue(events);
        _loop = Task.Run(RunAsync);
    }

    public WebhookSwitches Switches
    {
        get => _switches;
        set => _switches = value;
    }

    /// <summary>Sends what has not reached its endpoints yet: after a start, or when they were withheld.</summary>
    public async Task ReleaseAsync()
    {
        await _world.ReadAsync(change =>
        {
            Enqueue([.. change.All(Events.Type).Where(found => found["_undelivered"]!.AsArray().Count > 0)], isReleased: true);
            return true;
        });
    }

    /// <summary>Waits until every first try is over; what failed waits for its next try without holding anybody up.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        while (Volatile.Read(ref _outstanding) > 0)
        {
            await Task.Delay(5, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _http.Dispose();
        _stop.Dispose();
    }

    private void Enqueue(IReadOnlyList<JsonObject> events, bool isReleased = false)
    {
        var switches = _switches;
        if (switches.Withhold && !isReleased)
        {
            return;
        }

        var ordered = switches.Reverse ? events.Reverse() : events;
        foreach (var found in ordered)
        {
            for (var copy = 0; copy < switches.Copies; copy++)
            {
                foreach (var endpoint in found["_undelivered"]!.AsArray())
                {
                    Enqueue(new Delivery(found.Key(), (string)endpoint!, 0));
                }
            }
        }
    }

    private void Enqueue(Delivery delivery)
    {
        Interlocked.Increment(ref _outstanding);
        _queue.Writer.TryWrite(delivery);
    }

    private async Task RunAsync()
    {
        try
        {
            await foreach (var delivery in _queue.Reader.ReadAllAsync(_stop.Token))
            {
                if (!await TryAsync(delivery) && delivery.Attempt < _retryDelays.Count)
                {
                    _ = RetryAsync(delivery);
                }

                Interlocked.Decrement(ref _outstanding);
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed: what is left stays undelivered.
        }
    }

    private async Task RetryAsync(Delivery delivery)
    {
        try
        {
            await Task.Delay(_retryDelays[delivery.Attempt], _clock, _stop.Token);
            if (!_switches.Withhold)
            {
                Enqueue(delivery with { Attempt = delivery.Attempt + 1 });
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }

    private async Task<bool> TryAsync(Delivery delivery)
    {
        var (body, endpoint) = await _world.ReadAsync(change =>
            (change.Find(delivery.Event)!.Shown().ToJsonString(), change.Find(WebhookEndpoints.Type, delivery.Endpoint)));
        if (endpoint is null || endpoint.Status() != "enabled")
        {
            return true;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Text("url"));
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)");
        request.Headers.TryAddWithoutValidation("Stripe-Signature", WebhookSigner.Header(body, Secrets(endpoint), _clock.GetUtcNow()));
        try
        {
            using var response = await _http.SendAsync(request, _stop.Token);
            if (!response.IsSuccessStatusCode)
            {
                return false;
            }
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException && !_stop.IsCancellationRequested)
        {
            return false;
        }

        await _world.ChangeAsync(change => Deliver(change.Edit(delivery.Event), delivery.Endpoint));
        return true;
    }

    private static bool Deliver(JsonObject found, string endpoint)
    {
        var left = found["_undelivered"]!.AsArray().Select(id => (string)id!).Where(id => id != endpoint).ToList();
        found["_undelivered"] = Document.Array(left);
        found["pending_webhooks"] = left.Count;
        return true;
    }

    private static IEnumerable<string> Secrets(JsonObject endpoint) => endpoint["_secrets"]!.AsArray().Select(secret => (string)secret!);

    private sealed record Delivery(string Event, string Endpoint, int Attempt);
}

/// <summary>How webhooks are told wrongly on purpose.</summary>
/// <param name="Withhold">Nothing is sent until it is released.</param>
/// <param name="Reverse">The events of one change are sent last first.</param>
/// <param name="Copies">How often each event is sent.</param>
public sealed record WebhookSwitches(bool Withhold = false, bool Reverse = false, int Copies = 1);
