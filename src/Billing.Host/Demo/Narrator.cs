using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Billing.Application;
using Billing.Domain;
using Billing.Http;
using Spectre.Console;

namespace Billing.Host;

/// <summary>Tells a story over the API: dates, what was asked, what came of it. An answer that the story does not expect ends it.</summary>
internal sealed class Narrator(Uri server, TokenIssuer issuer) : IDisposable
{
    private readonly HttpClient _http = new();

    public async Task DateAsync(string instant, string title)
    {
        await SendAsync(Role.Operator, "POST", "/test/clock/advance", $$"""{"to":"{{instant}}"}""", 200);
        AnsiConsole.WriteLine();
        AnsiConsole.Write(new Rule($"[bold]{instant[..10]}[/]  {Markup.Escape(title)}") { Justification = Justify.Left });
    }

    /// <param name="text">A line of the story, in Spectre's markup.</param>
    public static void Say(string text) => AnsiConsole.MarkupLine(text);

    public static string Dollars(long micros) => $"[bold]{micros / 1_000_000m:0.00####} USD[/]";

    public Task<JsonNode> GetAsync(string path) => SendAsync(Role.Operator, "GET", path, null, 200);

    public Task<JsonNode> OwnerAsync(string path, string body, int status = 201) => SendAsync(Role.Owner, "POST", path, body, status);

    public Task<JsonNode> OperateAsync(string path, string body) => SendAsync(Role.Operator, "POST", path, body, 200);

    public Task<JsonNode> ServiceAsync(string path, string? body, int status = 201) => SendAsync(Role.Service, "POST", path, body, status);

    public Task<JsonNode> PutAsync(string path, string body) => SendAsync(Role.Operator, "PUT", path, body, 201);

    /// <summary>An order's or a preview's lines, with their sum.</summary>
    public static void Lines(JsonNode order)
    {
        var table = new Table().Border(TableBorder.Minimal).AddColumn("").AddColumn(new TableColumn("USD").RightAligned());
        foreach (var line in order["lines"]!.AsArray())
        {
            table.AddRow(Markup.Escape((string)line!["description"]!), $"{(long)line["amount"]!["amount"]! / 100m:0.00}");
        }

        AnsiConsole.Write(table.AddRow("[bold]total[/]", $"[bold]{(long)order["total"]!["amount"]! / 100m:0.00}[/]"));
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonNode> SendAsync(Role role, string method, string path, string? body, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(server, $"/api/v1{path}"));
        var token = Tokens.Issue(issuer, role, Tokens.NeedsAccount(role) ? new AccountId("acme") : null);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content = body is null ? null : new StringContent(body, new MediaTypeHeaderValue("application/json"));
        using var response = await _http.SendAsync(request);
        return (int)response.StatusCode == status
            ? (await response.Content.ReadFromJsonAsync<JsonNode>())!
            : throw new HomeException($"{method} {path} answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
    }
}
