using Billing.Application;
using Billing.Domain;

namespace Billing.Http.Tests.Endpoints;

public sealed class AccessTests
{
    /// <summary>Each cell: what the role hears on its own account, on another, and where the route has no account.</summary>
    private const string Table = """
        rule      | owner       | admin       | developer   | service     | operator    | none
        Public    | ok  ok  ok  | ok  ok  ok  | ok  ok  ok  | ok  ok  ok  | ok  ok  ok  | ok  ok  ok
        Read      | ok  404 404 | ok  404 404 | ok  404 404 | ok  ok  ok  | ok  ok  ok  | 403 403 403
        Manage    | ok  404 404 | ok  404 404 | 403 403 403 | 403 403 403 | 403 403 403 | 403 403 403
        Deploy    | ok  404 404 | ok  404 404 | ok  404 404 | 403 403 403 | 403 403 403 | 403 403 403
        Runtime   | ok  404 404 | ok  404 404 | 403 403 403 | ok  ok  ok  | 403 403 403 | 403 403 403
        Platform  | 403 403 403 | 403 403 403 | 403 403 403 | ok  ok  ok  | 403 403 403 | 403 403 403
        Provision | 403 403 403 | 403 403 403 | 403 403 403 | ok  ok  ok  | ok  ok  ok  | 403 403 403
        Operate   | 403 403 403 | 403 403 403 | 403 403 403 | 403 403 403 | ok  ok  ok  | 403 403 403
        """;

    [Fact]
    public void Rules_are_the_contracts()
    {
        var lines = Table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('|', StringSplitOptions.TrimEntries)).ToList();
        var roles = lines[0][1..].Select(name => Enum.Parse<Role>(name, ignoreCase: true)).ToList();
        foreach (var line in lines[1..])
        {
            var access = Rule(line[0]);
            Assert.Equal(line[1..].Select(Squeezed), roles.Select(role => Heard(access, role)));
        }
    }

    [Theory]
    [InlineData("Read")]
    [InlineData("Operate")]
    public void Without_a_token_nothing_but_the_public_is_allowed(string rule) => Assert.Equal(AccessDecision.Unauthenticated, Rule(rule).Decide(null, "acme"));

    [Fact]
    public void A_token_without_an_account_owns_none() =>
        Assert.Equal(AccessDecision.AnotherTenant, Access.Read.Decide(new Caller("x", Role.Owner, null), "acme"));

    private static Access Rule(string name) => (Access)typeof(Access).GetProperty(name)!.GetValue(null)!;

    private static string Heard(Access access, Role role)
    {
        var caller = new Caller("x", role, new AccountId("acme"));
        return string.Join(' ', new[] { "acme", "other", null }.Select(account => access.Decide(caller, account) switch
        {
            AccessDecision.Allowed => "ok",
            AccessDecision.Forbidden => "403",
            AccessDecision.AnotherTenant => "404",
            _ => "401",
        }));
    }

    private static string Squeezed(string cell) => string.Join(' ', cell.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
