using System.Text.RegularExpressions;
using Billing.Application.Errors;
using Billing.Http.Tests.Support;

namespace Billing.Http.Tests.Errors;

public sealed partial class ErrorCatalogTests
{
    /// <summary>A line that is here stays; a new code brings a new line.</summary>
    [Fact]
    public void Codes_are_never_renamed_removed_or_given_another_status()
    {
        var approved = File.ReadAllLines(Repository.PathOf("tests/Billing.Http.Tests/Errors/error-codes.approved.txt"));
        var actual = ErrorCatalog.All.Select(kind => $"{kind.Status} {kind.Code}{(kind.Retryable ? " retryable" : "")}").Order(StringComparer.Ordinal);
        Assert.Equal(approved, actual);
    }

    [Fact]
    public void Codes_are_kebab_case_with_a_title_and_an_error_status() =>
        Assert.All(ErrorCatalog.All, kind =>
        {
            Assert.Matches("^[a-z]+(-[a-z]+)*$", kind.Code);
            Assert.InRange(kind.Status, 400, 599);
            Assert.NotEmpty(kind.Title);
        });

    [Fact]
    public void Every_code_that_the_sources_refuse_with_is_in_the_catalog()
    {
        var used = Directory.EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Refusal().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["code"].Value)
            .ToHashSet();
        Assert.NotEmpty(used);
        Assert.DoesNotContain(used, code => !ErrorCatalog.Contains(code));
    }

    [Fact]
    public void An_unknown_code_is_a_bug() => Assert.Throws<KeyNotFoundException>(() => ErrorCatalog.Find("no-such-code"));

    [GeneratedRegex("""new BillingError\(\s*"(?<code>[^"]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Refusal();
}
