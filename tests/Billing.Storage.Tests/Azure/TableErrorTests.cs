using Billing.Storage.Azure;

namespace Billing.Storage.Tests.Azure;

public sealed class TableErrorTests
{
    private const string Json = """
        {"odata.error":{"code":"EntityAlreadyExists","message":{"lang":"en-US","value":"2:The specified entity already exists.\nRequestId:1\nTime:2"}}}
        """;

    private const string Xml = """
        <?xml version="1.0" encoding="utf-8"?><Error><Code>AuthenticationFailed</Code><Message>Not you.</Message></Error>
        """;

    private const string NamespacedXml = """
        <m:error xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"><m:code>InvalidInput</m:code><m:message>Not so.</m:message></m:error>
        """;

    [Fact]
    public void An_error_is_read_from_JSON_from_XML_and_from_nothing()
    {
        Assert.Equal(new(409, "EntityAlreadyExists", "The specified entity already exists.\nRequestId:1\nTime:2", 2), TableError.Parse(409, Json));
        Assert.Equal(new(403, "AuthenticationFailed", "Not you.", 0), TableError.Parse(403, Xml));
        Assert.Equal(new(400, "InvalidInput", "Not so.", 0), TableError.Parse(400, NamespacedXml));
        Assert.Equal(new(400, "", "", 0), TableError.Parse(400, ""));
        Assert.Equal(new(502, "", "<html>Bad gateway", 0), TableError.Parse(502, "<html>Bad gateway"));
        Assert.Equal(new(400, "", "[1,2]", 0), TableError.Parse(400, "[1,2]"));
        Assert.Equal(new(400, "", "{\"odata.error\":7}", 0), TableError.Parse(400, "{\"odata.error\":7}"));
    }

    [Fact]
    public void Only_the_services_own_words_are_shown()
    {
        Assert.Equal("409 EntityAlreadyExists: The specified entity already exists.", TableError.Parse(409, Json).ToString());
        Assert.Equal("404", TableError.Parse(404, "Cannot GET /acc/Tables?sv=1&sig=secret").ToString());
    }
}
