using Microsoft.Playwright;

namespace Billing.Portal.Tests;

/// <summary>What somebody works with.</summary>
public enum Tool
{
    Pointer,
    Keyboard,
}

/// <summary>
/// Does what people do to controls, with a pointer or with nothing but a keyboard: then a control is only worked once the Tab key has led to it, so that what
/// cannot be reached fails.
/// </summary>
public sealed class Hands(IPage page, Tool tool)
{
    /// <summary>More controls than any page has between two that are needed.</summary>
    private const int FarAway = 250;

    /// <summary>A button or a link.</summary>
    public async Task PressAsync(ILocator control)
    {
        if (tool == Tool.Pointer)
        {
            await control.ClickAsync();
            return;
        }

        await ReachAsync(control);
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>A text field; what was in it goes.</summary>
    public async Task WriteAsync(ILocator field, string text)
    {
        if (tool == Tool.Pointer)
        {
            await field.FillAsync(text);
            return;
        }

        await ReachAsync(field);
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>A radio button: Tab leads to its group, the arrows to itself.</summary>
    public async Task ChooseAsync(ILocator radio)
    {
        if (tool == Tool.Pointer)
        {
            await radio.CheckAsync();
            return;
        }

        await radio.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await TabUntilAsync(() => radio.EvaluateAsync<bool>("(radio) => document.activeElement?.name === radio.name"));
        for (var pressed = 0; !await radio.IsCheckedAsync(); pressed++)
        {
            Assert.True(pressed < FarAway, $"The arrow keys do not lead to {radio}.");
            await page.Keyboard.PressAsync("ArrowDown");
        }
    }

    /// <summary>An option of a list by its words; on the keyboard by its first letter, again and again.</summary>
    public async Task PickAsync(ILocator list, string option)
    {
        if (tool == Tool.Pointer)
        {
            await list.SelectOptionAsync(new SelectOptionValue { Label = option });
            return;
        }

        await ReachAsync(list);
        for (var pressed = 0; await list.EvaluateAsync<string>("(list) => list.selectedOptions[0].label") != option; pressed++)
        {
            Assert.True(pressed < FarAway, $"The keyboard does not lead to '{option}'.");
            await page.Keyboard.PressAsync(option[..1].ToUpperInvariant());
        }
    }

    private async Task ReachAsync(ILocator control)
    {
        await Assertions.Expect(control).ToBeEnabledAsync();
        await TabUntilAsync(() => control.EvaluateAsync<bool>("(control) => control === document.activeElement"));
    }

    private async Task TabUntilAsync(Func<Task<bool>> isThere)
    {
        for (var pressed = 0; !await isThere(); pressed++)
        {
            Assert.True(pressed < FarAway, $"The Tab key does not lead there. The focus is on {await FocusAsync()}.");
            await page.Keyboard.PressAsync("Tab");
        }
    }

    private Task<string> FocusAsync() => page.EvaluateAsync<string>("() => document.activeElement?.outerHTML.slice(0, 200) ?? ''");
}
