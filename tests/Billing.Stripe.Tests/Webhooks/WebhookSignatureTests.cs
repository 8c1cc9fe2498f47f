using System.Text;
using Billing.Stripe.Tests.Support;

namespace Billing.Stripe.Tests.Webhooks;

public sealed class WebhookSignatureTests
{
    private const string Body = """{"id":"evt_1","object":"event"}""";
    private const string Secret = "whsec_test_secret";
    private const string Rolled = "whsec_test_rolled";

    // printf '%s' '1700000000.{"id":"evt_1","object":"event"}' | openssl dgst -sha256 -hmac SECRET
    private const string Good = "0c8670ed117751cc551a20e35839447075c42800ea3cf3e8a2fbda99cd1e6edd";
    private const string OfRolled = "fbb235f77e9e28053f874bcd8338946065656ab4d364092116b249a24e7354e6";

    /// <summary>The header, where G and R are the two secrets' signatures, seconds since it was signed, and whether it is taken.</summary>
    private const string Headers = """
        t=1700000000,v1=G            0     taken
        t=1700000000,v1=R            0     taken
        t=1700000000,v1=X,v1=G       0     taken
        t=1700000000,v1=G,v1=R       0     taken
        v1=G,t=1700000000            0     taken
        t=1700000000,v1=G,v0=X       0     taken
        t=1700000000,v1=G,v2=new     0     taken
        t=1700000000,v1=G            300   taken
        t=1700000000,v1=G            -300  taken
        t=1700000000,v1=G            301   refused
        t=1700000000,v1=G            -301  refused
        t=1700000300,v1=G            300   refused
        t=1700000000,v1=X            0     refused
        t=1700000000,v0=G            0     refused
        t=1700000000                 0     refused
        v1=G                         0     refused
        t=,v1=G                      0     refused
        t=01700000000,v1=G           0     refused
        t=+1700000000,v1=G           0     refused
        t=1700000000.0,v1=G          0     refused
        t=99999999999999999999,v1=G  0     refused
        t=-9223372036854775808,v1=G  0     refused
        t=1700000000,t=1700000000,v1=G  0  refused
        t=1700000000,v1=             0     refused
        t=1700000000,v1=zz           0     refused
        t=1700000000;v1=G            0     refused
        ,,,                          0     refused
        """;

    [Fact]
    public void Headers_are_taken_or_refused()
    {
        Table.Equal(Headers, Table.Rows(Headers).Select(row => (string[])[row[0], row[1], Verify(Header(row[0]), long.Parse(row[1])) ? "taken" : "refused"]));

        static string Header(string pattern) => pattern
            .Replace("=G", "=" + Good, StringComparison.Ordinal)
            .Replace("=R", "=" + OfRolled, StringComparison.Ordinal)
            .Replace("=X", "=" + new string('0', 64), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_a_header_nothing_is_taken(string? header) => Assert.False(Verify(header, 0));

    [Fact]
    public void A_body_that_is_truncated_grown_or_changed_is_refused()
    {
        var header = $"t=1700000000,v1={Good}";

        Assert.All(
            [Body[..^1], Body + "\n", Body.Replace("evt_1", "evt_2", StringComparison.Ordinal), " " + Body, ""],
            body => Assert.False(Verify(header, 0, body)));
    }

    [Fact]
    public void A_signature_of_another_secret_is_refused() => Assert.False(Verify($"t=1700000000,v1={Good}", 0, Body, "whsec_of_others"));

    [Fact]
    public void Without_a_secret_nothing_is_taken() => Assert.False(Verify($"t=1700000000,v1={Good}", 0, Body, []));

    private static bool Verify(string? header, long secondsLater, string body = Body) => Verify(header, secondsLater, body, Secret, Rolled);

    private static bool Verify(string? header, long secondsLater, string body, params string[] secrets) =>
        WebhookSignature.Verify(Encoding.UTF8.GetBytes(body), header, secrets, DateTimeOffset.FromUnixTimeSeconds(1700000000 + secondsLater));
}
