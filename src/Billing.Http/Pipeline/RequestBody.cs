using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Billing.Http;

/// <summary>A request's body in a pooled buffer.</summary>
internal readonly struct RequestBody(byte[]? buffer, int length) : IDisposable
{
    /// <summary>1 MB a body (contract, section 1), as 2^20 bytes.</summary>
    public const int MaxBytes = 1024 * 1024;

    private const int FirstBytes = 16 * 1024;

    public static RequestBody Empty => default;

    public ReadOnlyMemory<byte> Bytes => buffer.AsMemory(0, length);

    /// <summary>Null where the request may be read: its media type is JSON in UTF-8, or any will do, and it does not announce too much.</summary>
    public static Problem? Refuse(HttpRequest request, bool takesAnyBytes)
    {
        if (request.ContentLength > MaxBytes)
        {
            return TooLarge;
        }

        if (takesAnyBytes || (request.ContentLength == 0 && request.ContentType is null))
        {
            return null;
        }

        var isEncoded = request.Headers.ContentEncoding is { Count: > 0 } encodings && encodings != "identity";
        return isEncoded || !IsJson(request.ContentType) ? Problem.Of("unsupported-media-type", "Send JSON: application/json in UTF-8, not compressed.") : null;
    }

    /// <summary>Null where the body, whatever it announced, turns out too large.</summary>
    public static async ValueTask<RequestBody?> ReadAsync(HttpRequest request, CancellationToken aborted)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)(request.ContentLength ?? FirstBytes) + 1);
        var length = 0;
        try
        {
            while (await request.Body.ReadAsync(buffer.AsMemory(length), aborted) is > 0 and var read)
            {
                length += read;
                if (length > MaxBytes)
                {
                    ArrayPool<byte>.Shared.Return(buffer);
                    return null;
                }

                if (length == buffer.Length)
                {
                    buffer = Grown(buffer);
                }
            }
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw;
        }

        return new RequestBody(buffer, length);
    }

    public static Problem TooLarge { get; } = Problem.Of("body-too-large", "A body has at most 1 MB (1,048,576 bytes).");

    public void Dispose()
    {
        if (buffer is not null)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Grown(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private static bool IsJson(string? contentType)
    {
        if (contentType is "application/json" or "application/json; charset=utf-8")
        {
            return true;
        }

        return MediaTypeHeaderValue.TryParse(contentType, out var type)
            && type.Type.Equals("application", StringComparison.OrdinalIgnoreCase)
            && (type.SubType.Equals("json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
            && (type.Charset.Length == 0 || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));
    }
}
