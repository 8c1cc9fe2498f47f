using System.Runtime.CompilerServices;

namespace Billing.Host.Tests;

/// <summary>The portal's client is generated from <c>portal/openapi.json</c>, so that a change which the portal does not follow fails its build.</summary>
public sealed class PortalDescriptionTests
{
    [Fact]
    public async Task The_portal_is_built_from_what_the_server_says_of_itself()
    {
        await using var server = await BillingServer.StartAsync();
        var said = (await server.Nobody.GetAsync("/api/openapi/v1.json")).Expect(200).Text;
        var kept = File.Exists(KeptFile()) ? await File.ReadAllTextAsync(KeptFile(), TestContext.Current.CancellationToken) : "";

        if (said != kept)
        {
            await File.WriteAllTextAsync(KeptFile(), said, TestContext.Current.CancellationToken);
        }

        Assert.True(said == kept, "portal/openapi.json was behind the server and has been written anew: build the portal, and commit the file.");
    }

    private static string KeptFile([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(here, "../../../../portal/openapi.json"));
}
