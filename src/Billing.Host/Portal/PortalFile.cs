using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Billing.Host;

/// <summary>One file of the built portal, in the forms in which it lies there: as it is, and compressed where the build has done so.</summary>
internal sealed class PortalFile
{
    private readonly string _mediaType;
    private readonly string _caching;
    private readonly Form _plain;
    private readonly Form[] _compressed;

    private PortalFile(string mediaType, string caching, Form plain, Form[] compressed) =>
        (_mediaType, _caching, _plain, _compressed) = (mediaType, caching, plain, compressed);

    /// <param name="isHashed">Its name changes with what it holds.</param>
    public static PortalFile Read(string path, bool isHashed)
    {
        var bytes = File.ReadAllBytes(path);
        var tag = Convert.ToHexStringLower(SHA256.HashData(bytes))[..16];
        Form[] compressed = [.. Form.OfFile(path + ".br", "br", tag), .. Form.OfFile(path + ".gz", "gzip", tag)];
        return new(MediaTypeOf(path), isHashed ? "public, max-age=31536000, immutable" : "no-cache", new Form(null, $"\"{tag}\"", bytes), compressed);
    }

    public async Task AnswerAsync(HttpContext http)
    {
        var form = Choose(http.Request.GetTypedHeaders().AcceptEncoding);
        var headers = http.Response.Headers;
        headers.CacheControl = _caching;
        headers.ETag = form.Tag;
        headers.Vary = HeaderNames.AcceptEncoding;
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Tag == "*" || known.Tag == form.Tag))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        headers.ContentEncoding = form.Encoding;
        http.Response.ContentType = _mediaType;
        http.Response.ContentLength = form.Bytes.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await http.Response.Body.WriteAsync(form.Bytes, http.RequestAborted);
        }
    }

    private Form Choose(IList<StringWithQualityHeaderValue> accepted) =>
        _compressed.FirstOrDefault(form => accepted.Any(one => one.Value == form.Encoding && one.Quality != 0)) ?? _plain;

    private static string MediaTypeOf(string path) => Path.GetExtension(path) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".ico" => "image/x-icon",
        ".woff2" => "font/woff2",
        ".json" => "application/json",
        ".txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    };

    /// <param name="Encoding">Null: as it is.</param>
    private sealed record Form(string? Encoding, string Tag, byte[] Bytes)
    {
        public static IEnumerable<Form> OfFile(string path, string encoding, string tag) =>
            File.Exists(path) ? [new(encoding, $"\"{tag}-{encoding}\"", File.ReadAllBytes(path))] : [];
    }
}
