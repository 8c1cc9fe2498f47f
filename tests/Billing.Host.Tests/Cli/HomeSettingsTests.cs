using Billing.Application;
using Billing.Documents.Fonts;

namespace Billing.Host.Tests;

public class HomeSettingsTests
{
    [Fact]
    public void A_folder_of_fonts_goes_before_the_systems_and_must_be_there()
    {
        Assert.Equal(FontLibrary.SystemFolders, FoldersOf(""));
        Assert.Equal([AppContext.BaseDirectory, .. FontLibrary.SystemFolders], FoldersOf(AppContext.BaseDirectory));
        Assert.Contains("Billing:Fonts", Assert.Throws<SettingException>(() => FoldersOf(Path.Combine(AppContext.BaseDirectory, "nowhere"))).Message);
    }

    private static IReadOnlyList<string> FoldersOf(string setting) => FontLibrary.Folders(new Settings(name => name == "Billing:Fonts" ? setting : null));
}
