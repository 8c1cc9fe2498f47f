using Billing.Documents.Fonts;
using Microsoft.Extensions.Configuration;

namespace Billing.Host.Tests;

public class HomeSettingsTests
{
    [Fact]
    public void A_folder_of_fonts_goes_before_the_systems_and_must_be_there()
    {
        Assert.Equal(FontLibrary.SystemFolders, FoldersOf(""));
        Assert.Equal([AppContext.BaseDirectory, .. FontLibrary.SystemFolders], FoldersOf(AppContext.BaseDirectory));
        Assert.Contains("Billing:Fonts", Assert.Throws<HomeException>(() => FoldersOf(Path.Combine(AppContext.BaseDirectory, "nowhere"))).Message);
    }

    private static IReadOnlyList<string> FoldersOf(string setting) => HomeSettings.FontFolders(
        new ConfigurationBuilder().AddInMemoryCollection([new("Billing:Fonts", setting)]).Build());
}
