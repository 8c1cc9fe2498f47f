using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Billing.Http;

/// <summary>Renders JSON into a buffer of the thread, then sends it with its length.</summary>
internal static class JsonResponse
{
    private const int KeptBytes = 256 * 1024;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    public static async ValueTask WriteAsync<TState>(HttpResponse response, int status, string mediaType, TState state, Action<Utf8JsonWriter, TState> render)
    {
        Render(response, status, mediaType, state, render);
        await response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted);
    }

    /// <summary>Without an await between taking the thread's buffer and copying it out.</summary>
    private static void Render<TState>(HttpResponse response, int status, string mediaType, TState state, Action<Utf8JsonWriter, TState> render)
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(4096);
        var writer = _writer ??= new Utf8JsonWriter(buffer, Options);
        buffer.ResetWrittenCount();
        writer.Reset(buffer);
        render(writer, state);
        writer.Flush();

        response.StatusCode = status;
        response.ContentType = mediaType;
        response.ContentLength = buffer.WrittenCount;
        response.BodyWriter.Write(buffer.WrittenSpan);
        if (buffer.Capacity > KeptBytes)
        {
            (_buffer, _writer) = (null, null);
        }
    }
}
