using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Billing.Stripe.Tests.Support;

/// <summary>A webhook endpoint that keeps what it is told.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<Delivered> _told = Channel.CreateUnbounded<Delivered>();
    private int _failures;

    private Receiver(WebApplication app)
    {
        _app = app;
        app.MapPost("/hook", async (HttpContext context) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            _told.Writer.TryWrite(new Delivered(body.ToArray(), context.Request.Headers["Stripe-Signature"].ToString()));
            context.Response.StatusCode = Interlocked.Decrement(ref _failures) >= 0 ? 500 : 200;
        });
    }

    public Uri Url => new(new Uri(_app.Urls.First()), "/hook");

    public static async Task<Receiver> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var receiver = new Receiver(builder.Build());
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>Answers the next tellings with 500.</summary>
    public void Fail(int times) => Volatile.Write(ref _failures, times);

    public async Task<Delivered> NextAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        return await _told.Reader.ReadAsync(deadline.Token);
    }

    public List<Delivered> All()
    {
        var all = new List<Delivered>();
        while (_told.Reader.TryRead(out var next))
        {
            all.Add(next);
        }

        return all;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

internal sealed record Delivered(byte[] Body, string Signature)
{
    private System.Text.Json.Nodes.JsonNode Json => System.Text.Json.Nodes.JsonNode.Parse(Encoding.UTF8.GetString(Body))!;

    public string Id => (string)Json["id"]!;

    public string Type => (string)Json["type"]!;
}
