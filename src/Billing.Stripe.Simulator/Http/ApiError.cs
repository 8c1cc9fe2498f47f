using System.Text.Json.Nodes;

namespace Billing.Stripe.Simulator.Http;

/// <summary>A refusal as Stripe words it: <c>{"error":{"type","code","message",…}}</c>.</summary>
internal sealed class ApiError(int status, string type, string? code, string message, string? param = null) : Exception(message)
{
    public int Status { get; } = status;

    public string? Code { get; } = code;

    /// <summary>More members of the error: <c>decline_code</c>, <c>charge</c>, <c>payment_intent</c>.</summary>
    public JsonObject Details { get; init; } = [];

    /// <summary>A declined charge is a refusal that leaves its traces; any other changes nothing.</summary>
    public bool KeepsChanges { get; init; }

    /// <summary>Stripe remembers what an endpoint did, not that it would not begin.</summary>
    public bool IsReplayed => KeepsChanges;

    public static ApiError Invalid(string message, string? param = null, string? code = null) => new(400, "invalid_request_error", code, message, param);

    public static ApiError Missing(string param) => Invalid($"Missing required param: {param}.", param, "parameter_missing");

    /// <summary>An object named in the path is 404, one named by a parameter 400.</summary>
    public static ApiError NoSuch(string type, string id, string param, bool inPath) =>
        new(inPath ? 404 : 400, "invalid_request_error", "resource_missing", $"No such {type}: '{id}'", param);

    public JsonObject Body(string requestId)
    {
        var error = (JsonObject)Details.DeepClone();
        error["message"] = Message;
        error["request_log_url"] = $"https://dashboard.stripe.com/test/logs/{requestId}";
        error["type"] = type;
        if (Code is not null)
        {
            error["code"] = Code;
            error["doc_url"] = $"https://stripe.com/docs/error-codes/{Code.Replace('_', '-')}";
        }

        if (param is not null)
        {
            error["param"] = param;
        }

        return new JsonObject { ["error"] = error };
    }
}
