using Billing.Storage.Azure;

namespace Billing.Storage.Tests.Azure;

public sealed class TableConnectionTests
{
    /// <summary>Connection string → endpoint, account, right.</summary>
    private const string Known = """
        AccountName=acc;AccountKey=a2V5                                                              → https://acc.table.core.windows.net/ acc key
        DefaultEndpointsProtocol=http;AccountName=acc;AccountKey=a2V5;EndpointSuffix=storage.example → http://acc.table.storage.example/ acc key
        AccountName=acc;AccountKey=a2V5;TableEndpoint=http://10.0.0.1:99/acc/;BlobEndpoint=http://x  → http://10.0.0.1:99/acc acc key
        accountname = acc ; accountkey = a2V5 ;                                                      → https://acc.table.core.windows.net/ acc key
        UseDevelopmentStorage=true                                                               → http://127.0.0.1:10002/devstoreaccount1 devstoreaccount1 key
        TableEndpoint=https://acc.example/;SharedAccessSignature=?sv=2019-02-02&sig=a%3D             → https://acc.example/ - sas
        AccountName=acc;SharedAccessSignature=sv=2019-02-02&sig=a%3D                                 → https://acc.table.core.windows.net/ acc sas
        https://acc.table.core.windows.net/?sv=2019-02-02&sig=a%3D                                   → https://acc.table.core.windows.net/ - sas
        http://127.0.0.1:99/acc?sv=2019-02-02&sig=a%3D                                               → http://127.0.0.1:99/acc - sas
        """;

    private const string Faults = """
        AccountName=acc                                       → needs AccountKey or SharedAccessSignature
        AccountKey=a2V5                                       → needs AccountName
        AccountName=acc;AccountKey=not base64                 → has an AccountKey that is not base64
        AccountName=acc;AccountKey=                           → has an AccountKey that is not base64
        AccountName=;AccountKey=a2V5                          → needs AccountName
        SharedAccessSignature=sv=1&sig=x                      → needs AccountName or TableEndpoint
        AccountName=a/c;AccountKey=a2V5                       → makes no http or https address of its AccountName or TableEndpoint
        AccountName=acc;SharedAccessSignature=                → has an empty SharedAccessSignature
        AccountName=a c;AccountKey=a2V5                       → makes no http or https address of its AccountName or TableEndpoint
        AccountName=acc;AccountKey=a2V5;TableEndpoint=ftp://x → makes no http or https address of its AccountName or TableEndpoint
        AccountName=acc;AccountKey=a2V5;AccountName=other     → has no name, or one twice, in part 3
        nonsense                                              → has no name, or one twice, in part 1
        """;

    [Fact]
    public void Every_known_form_is_read()
    {
        foreach (var (text, expected) in Lines(Known))
        {
            var connection = TableConnection.Parse(text);

            var right = connection.Key is not null ? "key" : connection.Sas is "sv=2019-02-02&sig=a%3D" ? "sas" : "none";
            Assert.Equal(expected, $"{connection.Endpoint} {(connection.Account.Length == 0 ? "-" : connection.Account)} {right}");
        }
    }

    [Fact]
    public void A_fault_is_named_without_showing_the_key()
    {
        foreach (var (text, fault) in Lines(Faults))
        {
            Assert.Equal($"The storage connection string {fault}.", Assert.Throws<FormatException>(() => TableConnection.Parse(text)).Message);
        }
    }

    private static IEnumerable<(string Text, string Expected)> Lines(string table) =>
        table.Split('\n').Select(line => line.Split('→')).Select(parts => (parts[0].Trim(), parts[1].Trim()));
}
