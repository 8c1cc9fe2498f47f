namespace Billing.Tidy.Tests;

/// <summary>infra/ against the code, the deployment page and itself: what no compiler of Bicep sees, and some of what one would see.</summary>
public sealed class InfraTests
{
    private static readonly string Alerts = Repository.Read("infra/alerts.bicep");
    private static readonly string Main = Repository.Read("infra/main.bicep");

    [Fact]
    public void Every_alert_looks_for_events_that_are_logged()
    {
        var logged = Repository.CSharp.Where(file => file.StartsWith("src/", StringComparison.Ordinal))
            .SelectMany(file => Between(Repository.Read(file), "EventName = \"", "\"")).ToHashSet();
        var sought = Between(Alerts, "lines('", "')").SelectMany(names => names.Split(", ")).Select(name => name.Trim('"')).ToList();

        Assert.NotEmpty(sought);
        Assert.Empty(sought.Except(logged));
    }

    [Fact]
    public void An_alert_for_a_function_that_stands_still_names_one()
    {
        var functions = Repository.CSharp.Where(file => file.StartsWith("src/Billing.Functions/", StringComparison.Ordinal))
            .SelectMany(file => Between(Repository.Read(file), "[Function(\"", "\")")).ToHashSet();
        var sought = Between(Alerts, "'Functions.", "\\'").ToList();

        Assert.NotEmpty(sought);
        Assert.Empty(sought.Except(functions));
    }

    [Fact]
    public void Every_alert_says_what_to_do()
    {
        var told = Between(Repository.Read("docs/deployment.md"), "\n| `", "` | ").ToHashSet();

        Assert.Empty(Between(Alerts, "{ key: '", "'").Except(told));
    }

    [Fact]
    public void Modules_are_given_what_they_ask_for()
    {
        foreach (var module in Between(Main, "\nmodule ", "\n}\n"))
        {
            var file = Between(module, "'", "'").First();
            var given = module.Split("params: {")[1].Split(' ', '\n').Where(word => word.EndsWith(':')).Select(word => word[..^1]);

            Assert.Equal((file, Listed(Parameters($"infra/{file}").Keys)), (file, Listed(given)));
        }
    }

    [Theory]
    [InlineData("infra/dev.bicepparam")]
    [InlineData("infra/prod.bicepparam")]
    public void Environments_give_what_has_no_default(string file)
    {
        var (asked, given) = (Parameters("infra/main.bicep"), Parameters(file).Keys);

        Assert.Empty(asked.Where(parameter => !parameter.Value).Select(parameter => parameter.Key).Except(given));
        Assert.Empty(given.Except(asked.Keys));
    }

    /// <summary>The file's parameters, and whether each has a value there.</summary>
    private static Dictionary<string, bool> Parameters(string file) => Repository.Read(file).Split('\n')
        .Where(line => line.StartsWith("param ", StringComparison.Ordinal))
        .ToDictionary(line => line.Split(' ')[1], line => line.Contains(" = ", StringComparison.Ordinal));

    private static string Listed(IEnumerable<string> names) => string.Join(' ', names.Order(StringComparer.Ordinal));

    /// <summary>What stands between each two of these, from left to right.</summary>
    private static IEnumerable<string> Between(string text, string before, string after) =>
        text.Split(before).Skip(1).Select(rest => rest.Split(after)[0]);
}
