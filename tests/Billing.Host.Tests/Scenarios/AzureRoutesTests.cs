using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Billing.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.Host.Tests;

/// <summary>
/// The Azure home serves what this one serves without a test clock: each operation is a function there, of the same name, method and route. Read from its
/// sources, for its packages are not everywhere.
/// </summary>
public sealed partial class AzureRoutesTests
{
    [Fact]
    public async Task Every_operation_is_a_function_and_no_other_is()
    {
        var operations = await OperationsAsync();
        var functions = Sources().SelectMany(source => Function().Matches(source)).Select(Line).ToList();

        Assert.Equal("", string.Join('\n', operations.Except(functions).Select(missing => $"no function: {missing}")));
        Assert.Equal("", string.Join('\n', functions.Except(operations).Select(stranger => $"no operation: {stranger}")));
        Assert.Equal(operations.Count, functions.Count);
    }

    [Fact]
    public void What_no_function_serves_goes_to_one_that_comes_last()
    {
        var names = Sources().SelectMany(source => Names().Matches(source)).Select(match => match.Groups["name"].Value).ToList();

        Assert.Equal("ZFallback", names.Max(StringComparer.OrdinalIgnoreCase));
        Assert.Single(Sources(), source => source.Contains("[HttpTrigger(Anonymous, Route = \"{*path}\")]", StringComparison.Ordinal));
        Assert.Equal(names.Count - 1, Sources().Sum(source => Function().Count(source)));
    }

    private static async Task<List<string>> OperationsAsync()
    {
        var data = Directory.CreateTempSubdirectory("billing-");
        await using (var app = Host.Server.Build(new HomeOptions { DataDirectory = data.FullName }, "http://127.0.0.1:0"))
        {
            var table = app.Services.GetRequiredService<EndpointTable>();
            data.Delete(recursive: true);
            return [.. table.Operations.Select(operation => $"{operation.Name} {operation.Method} {Rule().Replace(operation.Path, "")}")];
        }
    }

    private static string Line(Match function) =>
        $"{function.Groups["name"]} {function.Groups["method"].Value.ToUpperInvariant()} /{function.Groups["route"]}";

    private static IEnumerable<string> Sources([CallerFilePath] string here = "") =>
        Directory.EnumerateFiles(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/Billing.Functions/Http"), "*.cs").Select(File.ReadAllText);

    /// <summary>One function of an operation: the same name twice, no key of the host's, and the pipeline behind it.</summary>
    [GeneratedRegex(
        @"\[Function\(""(?<name>\w+)""\)\]\s+public Task<IResult> \k<name>\(\s+"
        + @"\[HttpTrigger\(Anonymous, ""(?<method>[a-z]+)"", Route = ""(?<route>[^""]+)""\)\] HttpRequest http\b",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Function();

    [GeneratedRegex("""\[Function\("(?<name>\w+)"\)\]""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Names();

    /// <summary>What our routes say about a parameter behind its name.</summary>
    [GeneratedRegex("(?<=\\{\\w+):[^}]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Rule();
}
