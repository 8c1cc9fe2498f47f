using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Billing.Portal.Tests;

/// <summary>What a visitor's browser is like.</summary>
public sealed record Device(int Width = 1280, int Height = 900, ColorScheme Light = ColorScheme.Light);

/// <summary>
/// Somebody at a browser of their own. Whatever goes wrong there is kept: what the console calls an error (a breach of the content policy among it), what no
/// script caught, a request that failed or was answered with an error. The browser tells of it on a thread of its own.
/// </summary>
public sealed class Visitor
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
    };

    private readonly ConcurrentQueue<string> _faults = [];
    private readonly ConcurrentQueue<string> _expected = [];

    private Visitor(IPage page)
    {
        Page = page;
        page.Console += (_, message) =>
        {
            // An answer that says no is told below, with its address.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                _faults.Enqueue($"console: {message.Text}");
            }
        };
        page.PageError += (_, error) => _faults.Enqueue($"uncaught: {error}");
        page.RequestFailed += (_, request) =>
        {
            // Whoever leaves a page, or becomes somebody else, lets go of what was under way.
            if (request.Failure != "net::ERR_ABORTED")
            {
                _faults.Enqueue($"failed: {request.Method} {request.Url}: {request.Failure}");
            }
        };
        page.Response += (_, response) =>
        {
            var path = new Uri(response.Url).AbsolutePath;
            if (response.Status >= 400 && !_expected.Contains($"{response.Status} {path}"))
            {
                _faults.Enqueue($"answered {response.Status}: {response.Request.Method} {path}");
            }
        };
        page.Request += (_, request) => Requests.Enqueue(request);
    }

    public IPage Page { get; }

    /// <summary>All that the browser asked for since it was opened.</summary>
    public ConcurrentQueue<IRequest> Requests { get; } = [];

    public IReadOnlyCollection<string> Faults => _faults;

    internal static async Task<Visitor> ComeAsync(IBrowserContext context) => new(await context.NewPageAsync());

    /// <summary>An answer that belongs to the story.</summary>
    public void Foresee(int status, string path) => _expected.Enqueue($"{status} {path}");

    /// <summary>Signs in as the portal offers it, and waits for the first page.</summary>
    public async Task SignInAsync(string role, string? account = null)
    {
        await Page.GotoAsync("/");
        await ChooseAsync(role, account);
    }

    /// <summary>Fills in who one wants to be, wherever that is asked.</summary>
    public async Task ChooseAsync(string role, string? account)
    {
        await Page.GetByRole(AriaRole.Radio, new() { Name = role, Exact = true }).CheckAsync();
        if (account is not null)
        {
            await Page.GetByLabel("Account", new() { Exact = true }).SelectOptionAsync(account);
        }

        await Page.GetByRole(AriaRole.Button, new() { Name = $"Continue as {role}" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" })).ToBeAttachedAsync();
        await SettleAsync();
    }

    /// <summary>The button of that name; of a dialog's and the page's behind it, the dialog's.</summary>
    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).Last;

    public ILocator Dialog => Page.GetByRole(AriaRole.Dialog);

    public ILocator Radio(string name) => Page.GetByRole(AriaRole.Radio, new() { Name = name, Exact = true });

    public ILocator Field(string label) => Page.GetByLabel(label, new() { Exact = true });

    /// <summary>What is shown somewhere, word by word.</summary>
    public Task SeesAsync(string text) => Expect(Page.GetByText(text).First).ToBeVisibleAsync();

    /// <summary>Lets a file come, and reads it.</summary>
    public async Task<byte[]> DownloadAsync(Func<Task> act)
    {
        var download = await Page.RunAndWaitForDownloadAsync(act);
        return await File.ReadAllBytesAsync(await download.PathAsync());
    }

    /// <summary>Opens a page by its address, as a bookmark does.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path);
        await SettleAsync();
    }

    /// <summary>Waits until the page has its title and shows what it has come to show.</summary>
    public async Task SettleAsync()
    {
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await Expect(Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
    }

    /// <summary>Fails where a machine finds something against WCAG 2.2 AA in what is shown now.</summary>
    public async Task ExpectNoBarriersAsync()
    {
        var barriers = await BarriersAsync();
        Assert.True(barriers.Count == 0, string.Join("\n", barriers));
    }

    /// <summary>What a machine finds against WCAG 2.2 AA in what is shown now, as text; what is being asked for again is waited for.</summary>
    public async Task<IReadOnlyList<string>> BarriersAsync()
    {
        await SettleAsync();
        var result = await Page.RunAxe(Rules);
        return [.. result.Violations.SelectMany(violation => violation.Nodes.Select(node => Tell(violation, node)))];
    }

    /// <summary>By how many pixels the page is wider than its window, once it is drawn.</summary>
    public Task<int> OverflowAsync() => Page.EvaluateAsync<int>("""
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
          const page = document.documentElement;
          done(page.scrollWidth - page.clientWidth);
        })))
        """);

    /// <summary>Everything that another script on the page could read: stores, cookies, and the window's own properties, three objects deep.</summary>
    public Task<string> WhatScriptsCanReadAsync() => Page.EvaluateAsync<string>("""
        async () => {
          const seen = new Set();
          const read = (value, depth) => {
            if (typeof value === 'string') return [value];
            if (value === null || typeof value !== 'object' || depth === 0 || seen.has(value) || value instanceof Node) return [];
            seen.add(value);
            return Object.getOwnPropertyNames(value).flatMap((name) => { try { return read(value[name], depth - 1); } catch { return []; } });
          };
          const databases = (await indexedDB.databases()).map((database) => database.name);
          const caches = await self.caches.keys();
          return [document.cookie, ...databases, ...caches, ...Object.values({ ...localStorage }), ...Object.values({ ...sessionStorage }), location.href,
            ...read(window, 3), ...read(history.state, 3)].join('\n');
        }
        """);

    private string Tell(AxeResultItem violation, AxeResultNode node)
    {
        var why = node.Any.Concat(node.All).Concat(node.None).Select(check => check.Message);
        return $"{new Uri(Page.Url).AbsolutePath}: {violation.Id} ({violation.Help}): {node.Html} [{string.Join(" | ", why)}]";
    }
}
