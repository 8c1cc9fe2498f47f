using System.Text.Json;

namespace Billing.Host.Tests;

/// <summary>One HTTP answer, read whole.</summary>
public sealed record Answer(int Status, string Text, HttpResponseMessage Raw)
{
    private JsonElement? _json;

    public JsonElement Json => _json ??= JsonDocument.Parse(Text).RootElement;

    /// <summary>The stable code of a problem document; null where the answer is none.</summary>
    public string? Code => Raw.Content.Headers.ContentType?.MediaType == "application/problem+json" ? this["code"].GetString() : null;

    public bool IsReplayed => Raw.Headers.TryGetValues("Idempotent-Replayed", out var values) && values.Single() == "true";

    /// <summary>A member by its path: <c>automationAi.billingSessions.used</c>, <c>items.0.orderId</c>.</summary>
    public JsonElement this[string path] =>
        path.Split('.').Aggregate(Json, static (at, name) => int.TryParse(name, out var index) ? at[index] : at.GetProperty(name));

    public long Int(string path) => this[path].GetInt64();

    public string? String(string path) => this[path].GetString();

    /// <summary>This answer, where it has the status; else a failure that shows what came.</summary>
    public Answer Expect(int status)
    {
        Assert.True(Status == status, $"{Raw.RequestMessage?.Method} {Raw.RequestMessage?.RequestUri?.PathAndQuery} answered {Status}, not {status}: {Text}");
        return this;
    }

    /// <summary>This answer, where it is that refusal.</summary>
    public Answer ExpectProblem(int status, string code)
    {
        Expect(status);
        Assert.Equal(code, Code);
        return this;
    }
}
