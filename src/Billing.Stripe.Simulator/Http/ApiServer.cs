using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Billing.Stripe.Simulator.Control;
using Billing.Stripe.Simulator.State;
using Microsoft.AspNetCore.Http;

namespace Billing.Stripe.Simulator.Http;

/// <summary>Answers <c>/v1/…</c>: key, version, faults asked for, idempotency, and then the endpoint.</summary>
internal sealed partial class ApiServer(World world, Faults faults, TimeProvider clock)
{
    private const int LongestKey = 255;
    private readonly ConcurrentDictionary<string, bool> _running = new(StringComparer.Ordinal);

    public async Task InvokeAsync(HttpContext context)
    {
        var requestId = StripeIds.New("req");
        var version = context.Request.Headers["Stripe-Version"].FirstOrDefault() ?? StripeSimulator.ApiVersion;
        var key = HttpMethods.IsPost(context.Request.Method) ? context.Request.Headers["Idempotency-Key"].FirstOrDefault() : null;
        var fault = faults.Take(context.Request.Method, context.Request.Path);
        if (fault is { Kind: FaultKind.LoseRequest })
        {
            context.Abort();
            return;
        }

        var reply = await AnswerAsync(context, key, version, requestId, fault);
        if (fault is { Kind: FaultKind.LoseAnswer })
        {
            context.Abort();
            return;
        }

        await reply.WriteAsync(context, requestId, key, version);
    }

    private async Task<Reply> AnswerAsync(HttpContext context, string? key, string version, string requestId, Fault? fault)
    {
        try
        {
            Authenticate(context.Request);
            CheckVersion(version);
            using var turn = Enter(key);
            if (fault is { Kind: FaultKind.Error })
            {
                return Refuse(context, fault, requestId);
            }

            var reply = await RunAsync(context.Request, key, version, requestId, fault);
            if (fault is { Kind: FaultKind.Delay })
            {
                await Task.Delay(fault.Delay, clock, context.RequestAborted);
            }

            return reply;
        }
        catch (ApiError error)
        {
            return Reply.Of(error, requestId);
        }
        catch (Exception e) when (e is not (OperationCanceledException or IOException))
        {
            return Reply.Of(new ApiError(500, "api_error", null, $"The simulator broke: {e}"), requestId);
        }
    }

    private static Reply Refuse(HttpContext context, Fault fault, string requestId)
    {
        if (fault.RetryAfterSeconds is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString();
        }

        if (fault.ShouldRetry is { } shouldRetry)
        {
            context.Response.Headers["Stripe-Should-Retry"] = shouldRetry ? "true" : "false";
        }

        return Reply.Of(fault.ToError(), requestId);
    }

    private static void Authenticate(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.FirstOrDefault() ?? "";
        if (!authorization.StartsWith("Bearer sk_test_", StringComparison.Ordinal) && !authorization.StartsWith("Bearer rk_test_", StringComparison.Ordinal))
        {
            throw new ApiError(401, "invalid_request_error", null, authorization.Length == 0
                ? "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth."
                : "Invalid API Key provided. The simulator takes test keys (sk_test_…) alone.");
        }
    }

    private static void CheckVersion(string version)
    {
        if (!Version().IsMatch(version))
        {
            throw ApiError.Invalid($"Invalid Stripe API version: {version}");
        }
    }

    /// <summary>Holds the key until the request is answered; a twin meanwhile is refused.</summary>
    private Turn? Enter(string? key)
    {
        if (key is { Length: > LongestKey })
        {
            throw ApiError.Invalid($"Idempotency keys are at most {LongestKey} characters long.");
        }

        if (key is not null && !_running.TryAdd(key, true))
        {
            throw new ApiError(409, "idempotency_error", "idempotency_key_in_use", "There is currently another in-progress request using this Idempotent Key.");
        }

        return key is null ? null : new Turn(_running, key);
    }

    private async Task<Reply> RunAsync(HttpRequest request, string? key, string version, string requestId, Fault? fault)
    {
        var path = request.Path.Value!;
        var (route, ids) = Routes.Find(request.Method, path);
        using var reader = new StreamReader(request.Body);
        var form = Form.Parse(HttpMethods.IsPost(request.Method) ? await reader.ReadToEndAsync() : request.QueryString.Value ?? "");
        form.Allow(route.Parameters);
        if (form.Has("payment_method_types") && string.CompareOrdinal(version, "2026-09") > 0)
        {
            throw ApiError.Invalid(
                "The payment_method_types parameter is no longer supported.", "payment_method_types", "payment_method_types_no_longer_supported");
        }

        var fingerprint = $"{path}?{form.Fingerprint}";
        var origin = new Uri($"{request.Scheme}://{request.Host}");
        return HttpMethods.IsGet(request.Method)
            ? await world.ReadAsync(change => Answer(new Call(change, form, ids, origin, path), route, requestId))
            : await world.ChangeAsync(change => IdempotentRequests.Replay(change, key, fingerprint) ?? Execute(change), new EventOrigin(requestId, key));

        Reply Execute(Change change)
        {
            var call = new Call(change, form, ids, origin, path);
            var reply = fault is { Kind: FaultKind.StoredError } ? Reply.Of(fault.ToError(), requestId) : Answer(call, route, requestId);
            if (fault is { Kind: FaultKind.BrokenAnswer })
            {
                reply = Reply.Of(fault.ToError(), requestId);
            }

            IdempotentRequests.Remember(change, key, fingerprint, reply);
            return reply;
        }
    }

    private static Reply Answer(Call call, Route route, string requestId)
    {
        try
        {
            var answer = route.Handle(call).Shown();
            Lists.Expand(call, answer);
            return Reply.Of(200, answer, requestId);
        }
        catch (ApiError error) when (error.KeepsChanges)
        {
            return Reply.Of(error, requestId);
        }
    }

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}(\.[a-z]+)?$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Version();

    private sealed class Turn(ConcurrentDictionary<string, bool> running, string key) : IDisposable
    {
        public void Dispose() => running.TryRemove(key, out _);
    }
}
