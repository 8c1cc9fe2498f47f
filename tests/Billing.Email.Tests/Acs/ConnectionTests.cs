using System.Text;
using Billing.Email.Acs;

namespace Billing.Email.Tests.Acs;

public sealed class ConnectionTests
{
    private const string Connections = """
        text                                                            | endpoint                              | key
        endpoint=https://x.communication.azure.com/;accesskey=c2VjcmV0  | https://x.communication.azure.com     | secret
        ENDPOINT=https://x.example;AccessKey=c2VjcmV0cw==               | https://x.example                     | secrets
        accesskey=c2VjcmV0 ; endpoint=http://127.0.0.1:44707            | http://127.0.0.1:44707                | secret
        https://x.communication.azure.com/                              | https://x.communication.azure.com     |
        """;

    [Fact]
    public void A_connection_is_read_as_the_portal_shows_it()
    {
        foreach (var row in Connections.Split('\n').Skip(1).Select(line => line.Split('|', StringSplitOptions.TrimEntries)))
        {
            var connection = AcsConnection.Parse(row[0]);

            Assert.Equal((row[1], row[2]), (connection.Endpoint, Encoding.UTF8.GetString(connection.AccessKey ?? [])));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("http://x.example")]
    [InlineData("http://127.0.0.1:44707")]
    [InlineData("endpoint=https://x.example")]
    [InlineData("endpoint=https://x.example;accesskey=not base64 secret")]
    [InlineData("endpoint=http://x.example;accesskey=c2VjcmV0")]
    [InlineData("endpoint=https://x.example;accesskey=c2VjcmV0;accesskey=c2VjcmV0")]
    [InlineData("endpoint=https://x.example;accesskey=c2VjcmV0;secret")]
    public void A_wrong_connection_is_refused_without_showing_its_secret(string text)
    {
        var problem = Assert.Throws<FormatException>(() => AcsConnection.Parse(text));

        Assert.DoesNotContain("secret", problem.Message);
        Assert.DoesNotContain("c2Vj", problem.Message);
    }
}
