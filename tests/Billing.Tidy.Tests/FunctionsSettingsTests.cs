using System.Text.Json;

namespace Billing.Tidy.Tests;

/// <summary>host.json and the sample of local.settings.json: read by the Azure home, kept at the root because its tools look there.</summary>
public sealed class FunctionsSettingsTests
{
    [Fact]
    public void Routes_carry_their_prefix_themselves()
    {
        var host = Parse("host.json");

        Assert.Equal("2.0", host.GetProperty("version").GetString());
        Assert.Equal("", host.GetProperty("extensions").GetProperty("http").GetProperty("routePrefix").GetString());
    }

    [Fact]
    public void The_sample_starts_the_worker_and_holds_no_secret()
    {
        var values = Parse("local.settings.sample.json").GetProperty("Values").EnumerateObject()
            .ToDictionary(value => value.Name, value => value.Value.GetString()!);

        Assert.Equal("dotnet-isolated", values["FUNCTIONS_WORKER_RUNTIME"]);
        Assert.DoesNotContain(values.Values, value => value.Contains("Key=", StringComparison.Ordinal) || value.StartsWith("sk_", StringComparison.Ordinal));
        Assert.Contains("local.settings.json", Repository.Read(".gitignore").Split('\n'));
    }

    private static JsonElement Parse(string file) => JsonDocument.Parse(Repository.Read(file)).RootElement;
}
