using System.Net.Http.Headers;

namespace Billing.Http.Tests.Support;

internal static class Content
{
    public static HttpContent Bytes(byte[] body, string? mediaType = "application/json")
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = mediaType is null ? null : MediaTypeHeaderValue.Parse(mediaType);
        return content;
    }

    /// <summary>A body that does not say how long it is.</summary>
    public static HttpContent Chunked(byte[] body)
    {
        var content = new StreamContent(new Unseekable(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json");
        return content;
    }

    private sealed class Unseekable(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
