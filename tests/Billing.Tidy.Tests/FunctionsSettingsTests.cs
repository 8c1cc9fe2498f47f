using System.Text.Json;
using System.Text.RegularExpressions;

namespace Billing.Tidy.Tests;

/// <summary>
/// host.json and the sample of local.settings.json: read by the Azure home, kept at the root because its tools look there. Every setting that is read is in the
/// sample and in Bicep, and no other.
/// </summary>
public sealed partial class FunctionsSettingsTests
{
    /// <summary>The home, and the readers of settings that it shares.</summary>
    private static readonly string[] Readers = ["Application", "Documents", "Email", "Functions", "Http", "Stripe"];

    /// <summary>What the platform and its extensions read: also the connection of the scheduler, for the day when host.json names it as the backend.</summary>
    private static readonly string[] Platforms =
    [
        "AzureWebJobsStorage", "FUNCTIONS_WORKER_RUNTIME", "APPLICATIONINSIGHTS_CONNECTION_STRING", "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
        "AZURE_CLIENT_ID", "DURABLE_TASK_SCHEDULER_CONNECTION_STRING",
    ];

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
        var values = Sample();

        Assert.Equal("dotnet-isolated", values["FUNCTIONS_WORKER_RUNTIME"]);
        Assert.DoesNotContain(values.Values, value => value.Contains("Key=", StringComparison.Ordinal) || value.Contains("_live_", StringComparison.Ordinal));
        Assert.Equal("sk_test_simulator", values["Stripe__ApiKey"]);
        Assert.Contains("local.settings.json", Repository.Read(".gitignore").Split('\n'));
    }

    [Fact]
    public void The_sample_has_every_setting_that_is_read_and_no_other() =>
        Assert.Equal(Read(), Sample().Keys.Except(Platforms).Order(StringComparer.Ordinal));

    [Fact]
    public void Bicep_has_every_setting_that_is_read_and_no_other() =>
        Assert.Equal(Read(), Deployed().Except(Platforms).Order(StringComparer.Ordinal));

    private static List<string> Read()
    {
        var sources = Repository.CSharp.Where(file => Readers.Any(reader => file.StartsWith($"src/Billing.{reader}/", StringComparison.Ordinal)))
            .Select(Repository.Read).ToList();
        var named = sources.SelectMany(source => Setting().Matches(source))
            .Select(match => ConnectionPart().Replace(match.Groups["name"].Value.Replace(":", "__"), ""));
        var bound = sources.Append(Repository.Read("host.json")).SelectMany(source => Bound().Matches(source)).Select(match => match.Groups["name"].Value);
        return [.. named.Concat(bound).Distinct().Order(StringComparer.Ordinal)];
    }

    private static Dictionary<string, string> Sample() => Parse("local.settings.sample.json").GetProperty("Values").EnumerateObject()
        .ToDictionary(value => value.Name, value => value.Value.GetString()!);

    /// <summary>A connection that an identity opens is one setting in several parts.</summary>
    private static IEnumerable<string> Deployed() => Repository.Read("infra/app.bicep").Split("var appSettings = {")[1].Split("\n}")[0].Split('\n')
        .Select(line => BicepName().Match(line)).Where(match => match.Success)
        .Select(match => ConnectionPart().Replace(match.Groups["name"].Value, ""))
        .Distinct();

    private static JsonElement Parse(string file) => JsonDocument.Parse(Repository.Read(file)).RootElement;

    [GeneratedRegex(@"\bsettings\.(Text|Required|List|Number|Link|Address)\(""(?<name>[A-Za-z:]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Setting();

    /// <summary>What a trigger or host.json names for the host to look up.</summary>
    [GeneratedRegex(@"%(?<name>\w+)%|(Connection = |""connection(StringName|Name)"": )""(?<name>\w+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bound();

    [GeneratedRegex(@"^\s+(?<name>\w+): ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BicepName();

    [GeneratedRegex("__(accountName|fullyQualifiedNamespace|credential|clientId)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ConnectionPart();
}
