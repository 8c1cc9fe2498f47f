using Billing.Host.Tests;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Billing.Portal.Tests;

/// <summary>Signing in at an issuer and out again, where the home serves the portal and where another origin does.</summary>
public sealed class OpenIdConnectTests(Chromium chromium) : PortalTest(chromium)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_signs_in_at_the_issuer_stays_signed_in_and_signs_out_there_too(bool isHostedElsewhere)
    {
        await using var issuer = await Issuer.StartAsync();
        await using var host = await StaticHost.StartAsync();
        await using var home = await BillingServer.StartProcessAsync(environment: new Dictionary<string, string?>
        {
            ["Billing__Oidc__Authority"] = issuer.Address,
            ["Billing__Oidc__Audience"] = Issuer.Audience,
            ["Billing__Oidc__ClientId"] = Issuer.Client,
            ["Billing__Cors__Origins"] = host.Address.GetLeftPart(UriPartial.Authority),
        });
        await Story.CreateAccountAsync(home, "acme");
        host.Introduce(home, issuer);
        await VisitAsync(isHostedElsewhere ? host.Address : home.Address, async visitor =>
        {
            await visitor.Page.GotoAsync("/usage?range=90d");
            await Expect(visitor.Button("Continue")).ToBeVisibleAsync();
            Assert.False(issuer.IsSignedIn);
            await visitor.ExpectNoBarriersAsync();

            await visitor.Button("Continue").ClickAsync();
            await ExpectUsageAsync(visitor);
            await visitor.ExpectNoBarriersAsync();
            Assert.DoesNotContain("eyJ", await visitor.WhatScriptsCanReadAsync(), StringComparison.Ordinal);
            await visitor.Page.ReloadAsync();
            await ExpectUsageAsync(visitor);

            // Back from there the portal asks once more, silently.
            await visitor.Page.RunAndWaitForResponseAsync(
                () => visitor.Button("Sign out").ClickAsync(), answer => answer.Url.StartsWith(issuer.Address + "/authorize", StringComparison.Ordinal));
            await Expect(visitor.Button("Continue")).ToBeVisibleAsync();
            await Expect(visitor.Page).ToHaveURLAsync(new Uri(new Uri(visitor.Page.Url), "/").ToString());
            Assert.False(issuer.IsSignedIn);
            Assert.DoesNotContain("acme", await visitor.Page.ContentAsync(), StringComparison.Ordinal);
        });
    }

    private static async Task ExpectUsageAsync(Visitor visitor)
    {
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Usage trends");
        await Expect(visitor.Page.GetByRole(AriaRole.Slider, new() { Name = "Usage over time" })).ToHaveAttributeAsync("aria-valuemax", "89");
        await visitor.SettleAsync();
        Assert.EndsWith("/usage?range=90d", visitor.Page.Url, StringComparison.Ordinal);
    }
}
