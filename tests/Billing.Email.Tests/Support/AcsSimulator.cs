using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Billing.Email.Tests.Support;

/// <summary>
/// Azure Communication Services' e-mail over a real socket, as its REST description 2025-09-01 has it. It believes nobody: signature, hash, date, version and
/// shape of every request are checked with code of its own.
/// </summary>
internal sealed class AcsSimulator : IAsyncDisposable
{
    public const string Token = "a-token-of-the-machine";
    private const string Key = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private const string Version = "?api-version=2025-09-01";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, JsonNode> _operations = new();

    private AcsSimulator(WebApplication app) => _app = app;

    public string Endpoint => _app.Urls.Single();

    public string ConnectionString => $"Endpoint={Endpoint}/;AccessKey={Key}";

    /// <summary>What was taken, by operation.</summary>
    public IReadOnlyDictionary<string, JsonNode> Sent => _operations;

    /// <summary>Method and path of every request that came.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>What a look-up says.</summary>
    public string Status { get; set; } = "Succeeded";

    /// <summary>Instead of an answer to the next request; whatever it did stays done.</summary>
    public Func<HttpContext, Task>? NextAnswer { get; set; }

    /// <summary>Refuses the next request before anything is done.</summary>
    public Func<HttpContext, Task>? NextRefusal { get; set; }

    /// <param name="isSecure">With a certificate that nobody trusts.</param>
    public static async Task<AcsSimulator> StartAsync(bool isSecure = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(isSecure ? "https://127.0.0.1:0" : "http://127.0.0.1:0");
        if (isSecure)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = Certificate()));
        }

        var app = builder.Build();
        var simulator = new AcsSimulator(app);
        app.Run(simulator.ServeAsync);
        await app.StartAsync();
        return simulator;
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    public static Func<HttpContext, Task> Refuse(int status, string code, int? retryAfter = null) => async http =>
    {
        http.Response.Headers.RetryAfter = retryAfter?.ToString(CultureInfo.InvariantCulture);
        await FailAsync(http, status, code, $"{code} was asked for.");
    };

    public static Task Lose(HttpContext http)
    {
        http.Abort();
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ServeAsync(HttpContext http)
    {
        Requests.Enqueue($"{http.Request.Method} {http.Request.Path}");
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        if (NextRefusal is { } refusal)
        {
            NextRefusal = null;
            await refusal(http);
        }
        else if (WhyDenied(http.Request, body.ToArray()) is { } reason)
        {
            await FailAsync(http, 401, "Denied", reason);
        }
        else if (http.Request.QueryString.Value != Version)
        {
            await FailAsync(http, 400, "InvalidApiVersion", "The version is not known.");
        }
        else
        {
            await AnswerAsync(http, body.ToArray());
        }
    }

    private Task AnswerAsync(HttpContext http, byte[] body) => (http.Request.Method, http.Request.Path.Value) switch
    {
        ("POST", "/emails:send") => SendAsync(http, body),
        ("GET", { } path) when path.StartsWith("/emails/operations/", StringComparison.Ordinal) => LookUpAsync(http, path.Split('/')[^1]),
        _ => FailAsync(http, 404, "NotFound", "There is no such path."),
    };

    private async Task SendAsync(HttpContext http, byte[] body)
    {
        var email = JsonNode.Parse(body)!;
        if (WhyInvalid(email) is { } reason)
        {
            await FailAsync(http, 400, "InvalidRequest", reason);
            return;
        }

        // The operation's id is the idempotency handle: the same again is the same operation.
        var id = http.Request.Headers["Operation-Id"].ToString() is { Length: > 0 } chosen ? Guid.Parse(chosen).ToString() : Guid.NewGuid().ToString();
        _operations.TryAdd(id, email);
        if (NextAnswer is { } answer)
        {
            NextAnswer = null;
            await answer(http);
            return;
        }

        http.Response.StatusCode = 202;
        http.Response.Headers["Operation-Location"] = $"{Endpoint}//emails/operations/{id}{Version}";
        http.Response.Headers.RetryAfter = "20";
        await http.Response.WriteAsync(new JsonObject { ["id"] = id, ["status"] = "Running" }.ToJsonString());
    }

    private async Task LookUpAsync(HttpContext http, string id)
    {
        if (!_operations.ContainsKey(id))
        {
            await FailAsync(http, 404, "OperationNotFound", "There is no such operation.");
            return;
        }

        var operation = new JsonObject { ["id"] = id, ["status"] = Status };
        if (Status == "Failed")
        {
            operation["error"] = new JsonObject { ["code"] = "EmailDropped", ["message"] = "Email was dropped after several attempts to deliver." };
        }
        else if (Status is "Running" or "NotStarted")
        {
            http.Response.Headers.RetryAfter = "100";
        }

        await http.Response.WriteAsync(operation.ToJsonString());
    }

    private static string? WhyInvalid(JsonNode email)
    {
        var unknown = email.AsObject().Select(member => member.Key).Except(["senderAddress", "content", "recipients", "replyTo"]).FirstOrDefault();
        var to = email["recipients"]?["to"]?.AsArray();
        return unknown is not null ? $"{unknown} is not known."
            : email["senderAddress"]?.GetValue<string>() is not { Length: > 0 } ? "senderAddress is missing."
            : email["content"]?["subject"]?.GetValue<string>() is not { Length: > 0 } ? "subject is missing."
            : to is not { Count: > 0 and <= 50 } || to.Any(each => each!["address"]?.GetValue<string>() is not { Length: > 0 }) ? "recipients.to is wrong."
            : null;
    }

    private static string? WhyDenied(HttpRequest request, byte[] body)
    {
        if (request.Headers.Authorization == $"Bearer {Token}")
        {
            return null;
        }

        var (date, hash) = (request.Headers["x-ms-date"].ToString(), Convert.ToBase64String(SHA256.HashData(body)));
        if (request.Headers["x-ms-content-sha256"] != hash)
        {
            return "'x-ms-content-sha256' differs from generated content hash";
        }

        var isNow = DateTimeOffset.TryParseExact(date, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var sent)
            && (DateTimeOffset.UtcNow - sent).Duration() < TimeSpan.FromMinutes(15);
        using var hmac = new HMACSHA256(Convert.FromBase64String(Key));
        var text = $"{request.Method}\n{request.Path}{request.QueryString}\n{date};{request.Host};{hash}";
        var signature = Convert.ToBase64String(hmac.ComputeHash(Encoding.ASCII.GetBytes(text)));
        var expected = $"HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}";
        return !isNow ? "The date is not now." : request.Headers.Authorization != expected ? "The signature is wrong." : null;
    }

    private static Task FailAsync(HttpContext http, int status, string code, string message)
    {
        http.Response.StatusCode = status;
        http.Response.Headers["x-ms-error-code"] = code;
        return http.Response.WriteAsync(new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } }.ToJsonString());
    }
}
