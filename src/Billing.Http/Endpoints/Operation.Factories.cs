using System.Text.Json.Nodes;
using Billing.Application;
using Billing.Domain;

namespace Billing.Http;

/// <content>
/// One factory a shape. Handlers answer <see cref="Result{T}"/>: the value is written with the success status, the refusal as a problem document
/// with its code's status.
/// </content>
public partial record Operation
{
    /// <summary>200 with JSON.</summary>
    public static Operation Get<TView>(string name, string route, Access access, Func<Call, ValueTask<Result<TView>>> handle) =>
        new Operation<Done, TView>(name, "GET", route, access, NoInput.Instance, new JsonOutput<TView>(200), (call, _) => handle(call));

    /// <summary>200 with a file.</summary>
    public static Operation GetFile(string name, string route, Access access, string mediaType, Func<Call, ValueTask<Result<FileContent>>> handle) =>
        new Operation<Done, FileContent>(name, "GET", route, access, NoInput.Instance, new FileOutput(mediaType), (call, _) => handle(call));

    /// <summary>200 with JSON, or with a file of the media type where the caller asks for it.</summary>
    public static Operation GetJsonOrFile<TView>(
        string name, string route, Access access, string mediaType, Func<Call, ValueTask<Result<JsonOrFile<TView>>>> handle) =>
        new Operation<Done, JsonOrFile<TView>>(name, "GET", route, access, NoInput.Instance, new JsonOrFileOutput<TView>(mediaType), (call, _) => handle(call));

    /// <summary>JSON in, JSON out.</summary>
    public static Operation Post<TBody, TView>(string name, string route, Access access, int status, Func<Call, TBody, ValueTask<Result<TView>>> handle)
        where TBody : class =>
        new Operation<TBody, TView>(name, "POST", route, access, JsonInput<TBody>.Instance, new JsonOutput<TView>(status), handle);

    /// <summary>A body that is read in its own way, JSON out.</summary>
    internal static Operation Post<TBody, TView>(
        string name, string route, Access access, int status, Input<TBody> input, Func<Call, TBody, ValueTask<Result<TView>>> handle) =>
        new Operation<TBody, TView>(name, "POST", route, access, input, new JsonOutput<TView>(status), handle);

    /// <summary>JSON in, 204 out.</summary>
    public static Operation Post<TBody>(string name, string route, Access access, Func<Call, TBody, ValueTask<Result<Done>>> handle)
        where TBody : class =>
        new Operation<TBody, Done>(name, "POST", route, access, JsonInput<TBody>.Instance, NoOutput.Instance, handle);

    /// <summary>No body in (one that comes is ignored), JSON out.</summary>
    public static Operation Post<TView>(string name, string route, Access access, int status, Func<Call, ValueTask<Result<TView>>> handle) =>
        new Operation<Done, TView>(name, "POST", route, access, NoInput.Instance, new JsonOutput<TView>(status), (call, _) => handle(call));

    /// <summary>No body in, 204 out.</summary>
    public static Operation Post(string name, string route, Access access, Func<Call, ValueTask<Result<Done>>> handle) =>
        new Operation<Done, Done>(name, "POST", route, access, NoInput.Instance, NoOutput.Instance, (call, _) => handle(call));

    /// <summary>A JSON body as bytes, for handlers that read it themselves; the bytes are theirs until their task ends, no longer.</summary>
    /// <param name="schema">Of the body; null where it is somebody else's to describe.</param>
    internal static Operation PostRaw<TView>(
        string name, string route, Access access, int status, string mediaType, Func<Call, ReadOnlyMemory<byte>, ValueTask<Result<TView>>> handle,
        Func<OpenApiSchemas, JsonNode>? schema = null) =>
        new Operation<ReadOnlyMemory<byte>, TView>(name, "POST", route, access, new RawInput(mediaType, schema), new JsonOutput<TView>(status), handle);

    /// <summary>
    /// Bytes as they came, under whatever media type, for handlers that hold them to a signature; the bytes are theirs until their task ends, no longer.
    /// </summary>
    /// <param name="mediaType">What the sender is expected to send.</param>
    public static Operation PostBytes<TView>(
        string name, string route, Access access, int status, string mediaType, Func<Call, ReadOnlyMemory<byte>, ValueTask<Result<TView>>> handle) =>
        new Operation<ReadOnlyMemory<byte>, TView>(name, "POST", route, access, new BytesInput(mediaType), new JsonOutput<TView>(status), handle);

    /// <summary>JSON in, 200 with JSON out.</summary>
    public static Operation Put<TBody, TView>(string name, string route, Access access, Func<Call, TBody, ValueTask<Result<TView>>> handle)
        where TBody : class =>
        new Operation<TBody, TView>(name, "PUT", route, access, JsonInput<TBody>.Instance, new JsonOutput<TView>(200), handle);

    /// <summary>JSON in, 201 with JSON out where it was created, else 200.</summary>
    public static Operation PutOrCreate<TBody, TView>(string name, string route, Access access, Func<Call, TBody, ValueTask<Result<Saved<TView>>>> handle)
        where TBody : class =>
        new Operation<TBody, Saved<TView>>(name, "PUT", route, access, JsonInput<TBody>.Instance, new SavedOutput<TView>(), handle);

    /// <summary>No body in, 200 with JSON out.</summary>
    public static Operation Put<TView>(string name, string route, Access access, Func<Call, ValueTask<Result<TView>>> handle) =>
        new Operation<Done, TView>(name, "PUT", route, access, NoInput.Instance, new JsonOutput<TView>(200), (call, _) => handle(call));

    /// <summary>No body in, 204 out.</summary>
    public static Operation Put(string name, string route, Access access, Func<Call, ValueTask<Result<Done>>> handle) =>
        new Operation<Done, Done>(name, "PUT", route, access, NoInput.Instance, NoOutput.Instance, (call, _) => handle(call));

    /// <summary>204.</summary>
    public static Operation Delete(string name, string route, Access access, Func<Call, ValueTask<Result<Done>>> handle) =>
        new Operation<Done, Done>(name, "DELETE", route, access, NoInput.Instance, NoOutput.Instance, (call, _) => handle(call));

    /// <summary>200 with JSON.</summary>
    public static Operation Delete<TView>(string name, string route, Access access, Func<Call, ValueTask<Result<TView>>> handle) =>
        new Operation<Done, TView>(name, "DELETE", route, access, NoInput.Instance, new JsonOutput<TView>(200), (call, _) => handle(call));
}
