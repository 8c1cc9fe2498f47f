using System.Net.Http.Headers;

namespace Billing.Host.Tests.Portal;

/// <summary>Whoever tries things at home is whoever they say; nobody else is.</summary>
public sealed class DevelopmentSignInTests(PortalServer server) : IClassFixture<PortalServer>
{
    private const string Owner = """{"role":"owner","account":"acme"}""";

    [Theory]
    [InlineData("""{"role":"owner","account":"acme"}""",     "owner",    "acme")]
    [InlineData("""{"role":"developer","account":"acme"}""", "developer", "acme")]
    [InlineData("""{"role":"operator","account":null}""",    "operator", null)]
    [InlineData("""{"role":"service","account":"acme"}""",   "service",  null)]
    public async Task The_portal_becomes_whom_it_names_for_a_quarter_of_an_hour(string body, string role, string? account)
    {
        var answer = (await SignInAsync(body)).Expect(200);

        Assert.Equal((role, account), (answer.String("role"), answer.String("account")));
        Assert.InRange(answer["expiresAt"].GetDateTimeOffset() - DateTimeOffset.UtcNow, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(15));
        Assert.Equal("no-store", answer.Raw.Headers.CacheControl!.ToString());
        using var http = new HttpClient { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", answer.String("token")) } };
        var path = account is null ? "/api/v1/accounts/nobody" : "/api/v1/accounts/acme";
        Assert.Equal(404, (int)(await http.GetAsync(new Uri(server.Home.Address, path))).StatusCode);
    }

    /// <summary>The header beside those of the portal's own request, what is asked of, and what comes of it.</summary>
    [Theory]
    [InlineData("Host",               "evil.example",             403)] // a name that was bound to 127.0.0.1 by somebody else
    [InlineData("Host",               "127.0.0.1.evil.example",   403)]
    [InlineData("Host",               "10.0.0.1:7071",            403)]
    [InlineData("Origin",             "",                         403)] // no page at all
    [InlineData("Origin",             "null",                     403)] // a sandboxed frame
    [InlineData("Origin",             "https://evil.example",     403)]
    [InlineData("Origin",             "http://127.0.0.1:3000",    403)] // another server on this machine
    [InlineData("Origin",             "http://localhost:3000",    403)]
    [InlineData("Sec-Fetch-Site",     "cross-site",               403)]
    [InlineData("Sec-Fetch-Site",     "same-site",                403)]
    [InlineData("Sec-Fetch-Site",     "none",                     403)]
    [InlineData("X-Forwarded-For",    "203.0.113.7",              403)] // a proxy
    [InlineData("X-Forwarded-Proto",  "https",                    403)]
    [InlineData("Forwarded",          "for=203.0.113.7",          403)]
    [InlineData("Via",                "1.1 proxy",                403)]
    [InlineData("Content-Type",       "text/plain",               415)] // what a form of another page could send
    [InlineData("Sec-Fetch-Site",     "same-origin",              200)]
    public async Task Nobody_elses_page_gets_a_token(string header, string value, int status)
    {
        var answer = await SignInAsync(Owner, (header, value));

        Assert.True(status == answer.Status, answer.Text);
        Assert.Equal(status == 200, answer.Text.Contains("token", StringComparison.Ordinal));
        Assert.False(answer.Raw.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("""{"role":"king","account":"acme"}""")]
    [InlineData("""{"role":"owner"}""")]
    [InlineData("""{"role":"owner","account":"a b"}""")]
    [InlineData("""{"account":"acme"}""")]
    [InlineData("""{"role":""")]
    [InlineData("null")]
    public async Task Nonsense_is_refused(string body) => (await SignInAsync(body)).ExpectProblem(400, "validation-failed");

    [Fact]
    public async Task It_is_a_post_alone_and_a_small_one()
    {
        (await PortalServer.SendAsync(server.Home, "GET", "/portal/sign-in")).ExpectProblem(405, "method-not-allowed");
        (await SignInAsync($$"""{"role":"owner","account":"{{new string('a', 2000)}}"}""")).ExpectProblem(415, "unsupported-media-type");
    }

    [Fact]
    public async Task What_the_portal_is_told_depends_on_who_asks()
    {
        var here = (await PortalServer.SendAsync(server.Home, "GET", "/portal.json")).Expect(200);
        Assert.Equal(
            """
            {"apiBase":"/api/v1","signIn":{"kind":"development","url":"/portal/sign-in"},"clock":true,
            "payments":{"provider":"simulator","publishableKey":null},"outbox":"/outbox"}
            """.ReplaceLineEndings(""),
            here.Text);
        var elsewhere = (await PortalServer.SendAsync(server.Home, "GET", "/portal.json", null, ("Host", "billing.example"))).Expect(200);
        Assert.Equal(("token", null), (elsewhere.String("signIn.kind"), elsewhere.String("outbox")));
    }

    [Theory]
    [InlineData("token", "Billing__Portal__DevelopmentSignIn", "off")]
    [InlineData("openIdConnect", "Billing__Oidc__Authority", "https://id.example/", "Billing__Oidc__Audience", "billing", "Billing__Oidc__ClientId", "portal")]
    [InlineData("token", "Billing__Oidc__Authority", "https://id.example/", "Billing__Oidc__Audience", "billing")]
    [InlineData("token", "Stripe__ApiKey", "sk_test_1", "Stripe__WebhookSecrets", "whsec_1")]
    public async Task Nobody_says_who_they_are_where_an_issuer_knows_money_moves_or_it_is_switched_off(string kind, params string[] environment)
    {
        await using var home = await PortalServer.StartAsync([.. environment.Chunk(2).Select(pair => (pair[0], pair[1]))]);

        Assert.Equal(kind, (await PortalServer.SendAsync(home, "GET", "/portal.json")).Expect(200).String("signIn.kind"));
        (await SignInAsync(home, Owner)).ExpectProblem(403, "forbidden");
    }

    private Task<Answer> SignInAsync(string body, params (string Name, string Value)[] headers) => SignInAsync(server.Home, body, headers);

    /// <summary>As the portal's own page does it, but for <paramref name="headers"/>.</summary>
    private static Task<Answer> SignInAsync(BillingServer home, string body, params (string Name, string Value)[] headers)
    {
        // A page that another name leads to has that name's origin.
        var host = headers.FirstOrDefault(header => header.Name == "Host").Value ?? home.Address.Authority;
        var own = ("Origin", $"http://{host}");
        return PortalServer.SendAsync(home, "POST", "/portal/sign-in", body, headers.Any(header => header.Name == "Origin") ? headers : [own, .. headers]);
    }
}
