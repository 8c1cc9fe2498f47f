using Billing.Application;
using Billing.Http;

namespace Billing.Host.Tests.Portal;

/// <summary>The built portal as files, with what browsers are told of them.</summary>
public sealed class PortalPagesTests(PortalServer server) : IClassFixture<PortalServer>
{
    private static readonly (string, string) Browser = ("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");

    [Fact]
    public async Task Files_come_in_the_form_that_the_browser_takes_and_are_not_sent_twice()
    {
        var plain = await GetAsync("/assets/index-3f2a.js");
        var brotli = await GetAsync("/assets/index-3f2a.js", ("Accept-Encoding", "gzip, deflate, br"));
        var gzip = await GetAsync("/assets/index-3f2a.js", ("Accept-Encoding", "br;q=0, gzip"));

        Assert.Equal((PortalServer.Script, "as brotli", "as gzip"), (plain.Text, brotli.Text, gzip.Text));
        Assert.Equal(["br", "gzip"], new[] { brotli, gzip }.Select(answer => answer.Raw.Content.Headers.ContentEncoding.Single()));
        Assert.Equal(3, new[] { plain, brotli, gzip }.Select(answer => answer.Raw.Headers.ETag!.Tag).Distinct().Count());
        Assert.All([plain, brotli, gzip], answer =>
        {
            Assert.Equal("text/javascript", answer.Raw.Content.Headers.ContentType!.MediaType);
            Assert.Equal("public, max-age=31536000, immutable", Header(answer, "Cache-Control"));
            Assert.Equal("Accept-Encoding", Header(answer, "Vary"));
        });
        Assert.Equal((304, ""), StatusAndText(await GetAsync("/assets/index-3f2a.js", ("If-None-Match", plain.Raw.Headers.ETag!.Tag))));
        var head = await PortalServer.SendAsync(server.Home, "HEAD", "/assets/index-3f2a.js");
        Assert.Equal((200, "", PortalServer.Script.Length), (head.Status, head.Text, (int)head.Raw.Content.Headers.ContentLength!));
    }

    [Theory]
    //          path                        of a browser  otherwise
    [InlineData("/",                        "portal",     "portal")]
    [InlineData("/index.html",              "portal",     "portal")]
    [InlineData("/usage",                   "portal",     "not-found")]
    [InlineData("/accounts/acme/invoices",  "portal",     "not-found")]
    [InlineData("/assets/index-gone.js",    "portal",     "not-found")]
    [InlineData("/favicon.svg",             "<svg/>",     "<svg/>")]
    [InlineData("/api",                     "not-found",  "not-found")]
    [InlineData("/api/v1/nothing",          "not-found",  "not-found")]
    [InlineData("/assets/index-3f2a.js.br", "portal",     "not-found")]
    [InlineData("/..%2Fsigning-key",        "portal",     "not-found")]
    [InlineData("/outbox",                  "No e-mails", "No e-mails")]
    public async Task Whatever_is_no_file_is_a_page_of_the_portal_for_browsers(string path, string page, string otherwise)
    {
        Assert.Contains(page, (await GetAsync(path, Browser)).Text, StringComparison.Ordinal);
        Assert.Contains(otherwise, (await GetAsync(path)).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await PortalServer.SendAsync(server.Home, "POST", path == "/outbox" ? "/usage" : path, "{}", Browser)).Status);
    }

    [Fact]
    public async Task Pages_may_run_and_show_nothing_from_elsewhere()
    {
        var page = await GetAsync("/usage", Browser);

        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; frame-src 'none'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            Header(page, "Content-Security-Policy"));
        Assert.Equal("no-cache", Header(page, "Cache-Control"));
        Assert.Equal("nosniff", Header(page, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header(page, "Referrer-Policy"));
        Assert.Equal("camera=(), geolocation=(), microphone=(), payment=(), usb=()", Header(page, "Permissions-Policy"));
        var api = await GetAsync("/api/v1/plans");
        Assert.Equal(("no-store", "nosniff"), (Header(api, "Cache-Control"), Header(api, "X-Content-Type-Options")));
    }

    [Fact]
    public void Only_the_issuer_and_Stripe_are_let_in_and_only_where_they_are_configured()
    {
        var policy = Policy(
            ("Billing:Oidc:Authority", "https://id.example/tenant"), ("Billing:Oidc:ClientId", "portal"), ("Stripe:PublishableKey", "pk_test_1"));

        Assert.Contains("script-src 'self' https://js.stripe.com;", policy, StringComparison.Ordinal);
        Assert.Contains("connect-src 'self' https://id.example https://api.stripe.com;", policy, StringComparison.Ordinal);
        Assert.Contains("frame-src https://js.stripe.com https://hooks.stripe.com;", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", Policy(), StringComparison.Ordinal);
        Assert.Throws<SettingException>(() => Policy(("Stripe:PublishableKey", "sk_test_1")));
        Assert.Throws<SettingException>(() => Policy(("Billing:Portal:DevelopmentSignIn", "perhaps")));
    }

    [Fact]
    public async Task Without_a_built_portal_the_home_says_so_and_serves_the_API()
    {
        var empty = Directory.CreateTempSubdirectory("billing-portal-");
        await using var home = await PortalServer.StartAsync(("Billing__Portal__Files", empty.FullName));

        var page = await PortalServer.SendAsync(home, "GET", "/", null, Browser);

        Assert.Equal((404, PortalPages.NotBuilt), StatusAndText(page));
        (await home.Nobody.GetAsync("/plans")).Expect(200);
        empty.Delete();
    }

    private static string Policy(params (string Name, string Value)[] values)
    {
        var settings = new Settings(values.ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal).GetValueOrDefault);
        var read = PortalSettings.Read(settings, new BillingHttpOptions { Authority = settings.Link("Billing:Oidc:Authority") }, PaymentProvider.Stripe);
        var http = new Microsoft.AspNetCore.Http.DefaultHttpContext();
        new PortalPolicy(read).Write(http);
        return http.Response.Headers.ContentSecurityPolicy.ToString();
    }

    private static (int, string) StatusAndText(Answer answer) => (answer.Status, answer.Text);

    private static string Header(Answer answer, string name) =>
        string.Join(", ", answer.Raw.Headers.TryGetValues(name, out var values) ? values : answer.Raw.Content.Headers.GetValues(name));

    private Task<Answer> GetAsync(string path, params (string, string)[] headers) => PortalServer.SendAsync(server.Home, "GET", path, null, headers);
}
