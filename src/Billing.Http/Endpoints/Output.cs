using System.Text.Json;
using Billing.Application;
using Billing.Domain;
using Microsoft.AspNetCore.Http;

namespace Billing.Http;

/// <summary>How a handler's value becomes a response. Bodies are rendered whole before the first byte leaves: a fault in rendering is still a 500.</summary>
internal abstract class Output<TResult>
{
    public abstract IReadOnlyList<SuccessResponse> Responses { get; }

    public abstract ValueTask WriteAsync(Call call, TResult value);

    protected static ValueTask WriteJsonAsync<T>(Call call, int status, T value) =>
        JsonResponse.WriteAsync(call.Response, status, "application/json", (value, type: call.Json.TypeOf<T>()), static (writer, state) =>
            JsonSerializer.Serialize(writer, state.value, state.type));

    protected static async ValueTask WriteFileAsync(Call call, FileContent file)
    {
        call.Response.ContentType = file.MediaType;
        call.Response.ContentLength = file.Bytes.Length;
        if (file.FileName is not null)
        {
            call.Response.Headers.ContentDisposition = $"{(file.IsInline ? "inline" : "attachment")}; filename=\"{file.FileName}\"";
        }

        await call.Response.Body.WriteAsync(file.Bytes, call.Context.CancellationToken);
    }
}

internal sealed class NoOutput : Output<Done>
{
    public static NoOutput Instance { get; } = new();

    public override IReadOnlyList<SuccessResponse> Responses { get; } = [new(StatusCodes.Status204NoContent)];

    public override ValueTask WriteAsync(Call call, Done value)
    {
        call.Response.StatusCode = StatusCodes.Status204NoContent;
        return ValueTask.CompletedTask;
    }
}

internal sealed class JsonOutput<TView>(int status) : Output<TView>
{
    public override IReadOnlyList<SuccessResponse> Responses { get; } = [new(status, "application/json", typeof(TView))];

    public override ValueTask WriteAsync(Call call, TView value) => WriteJsonAsync(call, status, value);
}

internal sealed class SavedOutput<TView> : Output<Saved<TView>>
{
    public override IReadOnlyList<SuccessResponse> Responses { get; } =
        [new(StatusCodes.Status200OK, "application/json", typeof(TView)), new(StatusCodes.Status201Created, "application/json", typeof(TView))];

    public override ValueTask WriteAsync(Call call, Saved<TView> value) =>
        WriteJsonAsync(call, value.Created ? StatusCodes.Status201Created : StatusCodes.Status200OK, value.Value);
}

internal sealed class FileOutput(string mediaType) : Output<FileContent>
{
    public override IReadOnlyList<SuccessResponse> Responses { get; } = [new(StatusCodes.Status200OK, mediaType)];

    public override ValueTask WriteAsync(Call call, FileContent value) => WriteFileAsync(call, value);
}

/// <summary>The answer of an operation that has two forms: a value for JSON, or a file. Converts implicitly from either.</summary>
public readonly record struct JsonOrFile<TView>
{
    private JsonOrFile(TView? view, FileContent? file) => (View, File) = (view, file);

    internal TView? View { get; }

    internal FileContent? File { get; }

    public static implicit operator JsonOrFile<TView>(TView view) => new(view, null);

    public static implicit operator JsonOrFile<TView>(FileContent file) => new(default, file);
}

internal sealed class JsonOrFileOutput<TView>(string mediaType) : Output<JsonOrFile<TView>>
{
    public override IReadOnlyList<SuccessResponse> Responses { get; } =
        [new(StatusCodes.Status200OK, "application/json", typeof(TView)), new(StatusCodes.Status200OK, mediaType)];

    public override ValueTask WriteAsync(Call call, JsonOrFile<TView> value) =>
        value.File is null ? WriteJsonAsync(call, StatusCodes.Status200OK, value.View!) : WriteFileAsync(call, value.File);
}
