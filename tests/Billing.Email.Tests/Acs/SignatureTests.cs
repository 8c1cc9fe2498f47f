using System.Text;
using Billing.Email.Acs;

namespace Billing.Email.Tests.Acs;

/// <summary>The vectors that the service's own clients are tested with, and one captured from the official client.</summary>
public sealed class SignatureTests
{
    private const string Body =
        """{"senderAddress":"billing@example.com","content":{"subject":"Rechnung für März — 12,50 €","plainText":"Hallo 😀","html":"<p>Hallo 😀</p>"}"""
        + ""","recipients":{"to":[{"address":"a@example.com","displayName":"Zoë"}]}"""
        + ""","attachments":[{"name":"invoice.pdf","contentType":"application/pdf","contentInBase64":"JVBERi0="}]}""";

    [Theory]
    [InlineData("https://example.com/testPath?testQuery=test", "DGdgwggJWnQyc6EHjR/Vbqg1ES64KpD6U2XwTDDj3tU=")]
    [InlineData("https://example.com/testPath", "+6tWkg3lNKVjQHHmxkdGQcJjUgzclsWTMebnuCz1ngU=")]
    public void The_published_vectors_pass(string address, string signature) =>
        Assert.Equal(
            signature,
            AcsSignature.Sign(Convert.FromBase64String("pw=="), "GET", new(address), "Wed, 13 Apr 2022 18:09:12 GMT", AcsSignature.HashOf([])));

    [Fact]
    public void Hashes_are_of_utf_8()
    {
        Assert.Equal("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", AcsSignature.HashOf([]));
        Assert.Equal("tJPUg2Sv5E0RwBZc9HCkFk0eJgmRHvmYvoaNRq3j3k4=", AcsSignature.HashOf("banana"u8));
        Assert.Equal("88EC05aAS9iXnaimtNO78JLjiPtfWryQB/5QYEzEsu8=", AcsSignature.Hmac(Convert.FromBase64String("pw=="), "banana"));
        Assert.Equal("1rudJKjn2Zi+3hRrBG29wIF6pD6YyAeQR1ZcFtXoKAU=", AcsSignature.Hmac(Convert.FromBase64String("pw=="), "😀"));
    }

    [Theory]
    [InlineData(
        "POST", "/emails:send?api-version=2025-09-01", Body,
        "eX8MdGIXE7bubPxnWDzEsAlXQnJLXNf4rrYgqeisVhE=", "K8G+OIW58LcYFZ2RQH1pgRjzgsQUwtcireG1Zr74WkA=")]
    [InlineData(
        "GET", "/emails/operations/8540c0de-899f-5cce-acb5-3ec493af3800?api-version=2023-03-31", "",
        "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "n2I8N93v0BLA0dkdmUVJbO+yqsoCtTBSW/XbovD895U=")]
    public void What_the_official_client_signs_we_sign_alike(string method, string path, string body, string hash, string signature)
    {
        var key = Convert.FromBase64String("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        Assert.Equal(hash, AcsSignature.HashOf(Encoding.UTF8.GetBytes(body)));
        Assert.Equal(signature, AcsSignature.Sign(key, method, new("http://127.0.0.1:44707" + path), "Sat, 21 Nov 2026 22:31:32 GMT", hash));
    }
}
