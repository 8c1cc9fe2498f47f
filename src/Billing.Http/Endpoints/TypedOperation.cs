using System.Text.Json.Nodes;
using Billing.Domain;

namespace Billing.Http;

/// <summary>An operation as three parts: how its body is read, what it does, how its answer is written.</summary>
internal sealed record Operation<TBody, TResult> : Operation
{
    private readonly Input<TBody> _input;
    private readonly Output<TResult> _output;
    private readonly Func<Call, TBody, ValueTask<Result<TResult>>> _handle;

    internal Operation(
        string name, string method, string route, Access access,
        Input<TBody> input, Output<TResult> output, Func<Call, TBody, ValueTask<Result<TResult>>> handle)
        : base(name, method, route, access) => (_input, _output, _handle) = (input, output, handle);

    public override string? RequestMediaType => _input.MediaType;

    public override Type? RequestType => _input.JsonType;

    public override bool TakesAnyBytes => _input.TakesAnyBytes;

    internal override JsonNode RequestSchema(OpenApiSchemas schemas) => _input.Schema(schemas);

    public override IReadOnlyList<SuccessResponse> Responses => _output.Responses;

    internal override async ValueTask<Problem?> InvokeAsync(Call call, ReadOnlyMemory<byte> body)
    {
        if (_input.Read(body, call.Json, out var value) is { Count: > 0 } faults)
        {
            return Problem.Invalid(faults);
        }

        var result = await _handle(call, value!);
        if (call.Context.IsReplayed)
        {
            call.Response.Headers[IdempotencyHeader.ReplayedName] = "true";
        }

        if (!result.IsOk)
        {
            return Problem.Of(result.Error);
        }

        await _output.WriteAsync(call, result.Value);
        return null;
    }
}
