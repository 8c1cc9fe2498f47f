using Billing.Host.Tests;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Billing.Portal.Tests;

/// <summary>Who one is, where that is kept, and what becomes of it when one becomes somebody else.</summary>
public sealed class SignInTests(Chromium chromium) : PortalTest(chromium)
{
    [Fact]
    public async Task No_token_lies_where_other_scripts_could_read_it()
    {
        await using var home = await HomeAsync("acme");
        await VisitAsync(home, async visitor =>
        {
            await visitor.SignInAsync("Owner", "acme");

            var sent = visitor.Requests.Select(request => request.Headers.GetValueOrDefault("authorization"));
            Assert.Contains("Bearer eyJ", string.Join("\n", sent), StringComparison.Ordinal);
            Assert.DoesNotContain("eyJ", await visitor.WhatScriptsCanReadAsync(), StringComparison.Ordinal);
            Assert.Empty(await visitor.Page.Context.CookiesAsync());
        });
    }

    [Fact]
    public async Task Nothing_of_one_account_is_shown_or_asked_for_under_the_sign_in_of_another()
    {
        await using var home = await HomeAsync("first-account", "second-account");
        await VisitAsync(home, async visitor =>
        {
            await visitor.SignInAsync("Owner", "first-account");
            await Expect(visitor.Page.Locator("body")).ToContainTextAsync("first-account");

            await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "switch role or account" }).ClickAsync();
            await visitor.ChooseAsync("Owner", "second-account");
            await Expect(visitor.Page.Locator("body")).ToContainTextAsync("second-account");
            visitor.Requests.Clear();
            foreach (var link in await visitor.Page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" }).GetByRole(AriaRole.Link).AllAsync())
            {
                await link.ClickAsync();
                await Expect(link).ToHaveAttributeAsync("aria-current", "page");
                await visitor.SettleAsync();
                Assert.DoesNotContain("first-account", await visitor.Page.ContentAsync(), StringComparison.Ordinal);
            }

            Assert.DoesNotContain(visitor.Requests, request => request.Url.Contains("first-account", StringComparison.Ordinal));
            await visitor.Page.GoBackAsync();
            await visitor.SettleAsync();
            Assert.DoesNotContain("first-account", await visitor.Page.ContentAsync(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task An_address_leads_to_its_page_also_before_one_is_signed_in_and_the_way_back_works()
    {
        await using var home = await HomeAsync("acme");
        await VisitAsync(home, async visitor =>
        {
            await visitor.Page.GotoAsync("/usage?range=90d");
            await visitor.ChooseAsync("Owner", "acme");
            await Expect(visitor.Page).ToHaveURLAsync(new Uri(home.Address, "/usage?range=90d").ToString());
            await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Usage trends");

            await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Plan", Exact = true }).ClickAsync();
            await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Plan");
            await visitor.Page.ReloadAsync();
            await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Plan");
            await visitor.Page.GoBackAsync();
            await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Usage trends");
        });
    }

    [Fact]
    public async Task What_is_not_there_is_said_so()
    {
        await using var home = await HomeAsync("acme");
        await VisitAsync(home, async visitor =>
        {
            await visitor.SignInAsync("Owner", "acme");
            await visitor.GoAsync("/nowhere");
            await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Not found");
        });
    }

    private static async Task<BillingServer> HomeAsync(params string[] accounts)
    {
        var home = await BillingServer.StartAsync();
        foreach (var account in accounts)
        {
            await Story.CreateAccountAsync(home, account);
        }

        return home;
    }
}
