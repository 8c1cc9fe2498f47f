using System.Text;

namespace Billing.Host.Tests.Portal;

/// <summary>A home with a portal that is easily told from others.</summary>
public sealed class PortalServer : IAsyncLifetime
{
    public const string Index = "<!doctype html><title>portal</title>";
    public const string Script = "console.log('portal');";

    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("billing-portal-");

    internal BillingServer Home { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _files.CreateSubdirectory("assets");
        Write("index.html", Index);
        Write("favicon.svg", "<svg/>");
        Write("assets/index-3f2a.js", Script);
        Write("assets/index-3f2a.js.br", "as brotli");
        Write("assets/index-3f2a.js.gz", "as gzip");
        Home = await StartAsync(("Billing__Portal__Files", _files.FullName));
    }

    public static Task<BillingServer> StartAsync(params (string Name, string Value)[] environment) =>
        BillingServer.StartProcessAsync(environment: environment.ToDictionary(each => each.Name, string? (each) => each.Value, StringComparer.Ordinal));

    /// <summary>One request with whatever headers, as nothing but a browser or an attacker would send them.</summary>
    public static async Task<Answer> SendAsync(
        BillingServer server, string method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(server.Address, path));
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content!.Headers.Remove(name);
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        var response = await http.SendAsync(request);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response);
    }

    public async ValueTask DisposeAsync()
    {
        await Home.DisposeAsync();
        _files.Delete(recursive: true);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_files.FullName, name), text);
}
