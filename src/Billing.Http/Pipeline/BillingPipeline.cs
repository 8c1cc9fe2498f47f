using System.Diagnostics;
using Billing.Application;
using Billing.Application.Errors;
using Billing.Domain;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Billing.Http;

/// <summary>
/// The whole API as one request delegate that any ASP.NET Core host can run: find the operation, know the caller, check the route, be admitted, read the body,
/// run the use case. Every step may answer a problem, and the first that does ends the request.
/// </summary>
public sealed class BillingPipeline
{
    private readonly EndpointTable _table;
    private readonly TokenValidator _tokens;
    private readonly TimeSpan _timeLimit;
    private readonly AdmissionControl _admission;
    private readonly ILogger _logger;

    internal BillingPipeline(
        EndpointTable table, TokenValidator tokens, TimeSpan timeLimit, AdmissionControl admission, ILogger<BillingPipeline> logger) =>
        (_table, _tokens, _timeLimit, _admission, _logger) = (table, tokens, timeLimit, admission, logger);

    public async Task InvokeAsync(HttpContext http)
    {
        SecurityHeaders.Write(http);
        Problem? problem;
        try
        {
            problem = await DispatchAsync(http);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            if (!http.Response.HasStarted)
            {
                http.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            }

            return;
        }
        catch (Exception exception) when (!http.Response.HasStarted)
        {
            problem = Failures.Explain(exception, http, _logger);
        }

        if (problem is not null)
        {
            await ProblemResponse.WriteAsync(http, problem);
        }
    }

    private async ValueTask<Problem?> DispatchAsync(HttpContext http)
    {
        var match = _table.Router.Match(http.Request.Method, http.Request.Path.Value ?? "");
        if (match.Operation is not { } operation)
        {
            return NotFound(http, match);
        }

        if (Activity.Current is { } activity)
        {
            activity.DisplayName = $"{operation.Method} {operation.Path}";
        }

        var caller = operation.Access.IsPublic ? null : await AuthenticateAsync(http);
        if (Admits(http, match, caller) is { } refusal)
        {
            return refusal;
        }

        if (operation.AlwaysAdmitted)
        {
            return await RunAsync(http, match, caller);
        }

        var bodyBytes = operation.RequestMediaType is null ? 0 : Math.Min(http.Request.ContentLength ?? RequestBody.MaxBytes, RequestBody.MaxBytes);
        using var admission = await _admission.EnterAsync(ShareOf(match, caller), bodyBytes, http.RequestAborted);
        return admission.IsGranted
            ? await RunAsync(http, match, caller)
            : Problem.Of("rate-limited", "The system is busy. Nothing was taken; send the request again later.");
    }

    private static Problem? NotFound(HttpContext http, in RouteMatch match)
    {
        if (match.Allowed is null)
        {
            return Problem.Of("not-found", "There is no such path.");
        }

        http.Response.Headers.Allow = string.Join(", ", match.Allowed);
        if (HttpMethods.IsOptions(http.Request.Method))
        {
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return null;
        }

        return Problem.Of("method-not-allowed", $"Allowed here: {string.Join(", ", match.Allowed)}.");
    }

    /// <summary>Who calls, also for a home's own pages; null without a valid token.</summary>
    public ValueTask<Caller?> AuthenticateAsync(HttpContext http)
    {
        const string Scheme = "Bearer ";
        var header = http.Request.Headers.Authorization;
        return header.Count == 1 && header[0] is { } text && text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? _tokens.ValidateAsync(text.AsMemory(Scheme.Length), http.RequestAborted)
            : ValueTask.FromResult<Caller?>(null);
    }

    /// <summary>Answers a refusal as the API does, also for a home's own pages.</summary>
    public static ValueTask RefuseAsync(HttpContext http, BillingError error)
    {
        SecurityHeaders.Write(http);
        return ProblemResponse.WriteAsync(http, Problem.Of(error));
    }

    /// <summary>
    /// Token, role, form of the account's id, tenant, form of the other ids: in this order, so that a caller learns nothing about accounts that are not theirs.
    /// </summary>
    private static Problem? Admits(HttpContext http, in RouteMatch match, Caller? caller)
    {
        var operation = match.Operation!;
        var account = operation.HasAccount ? match.Values[operation.IndexOf(RouteParameter.Account)] : null;
        var decision = operation.Access.Decide(caller, account);
        if (decision == AccessDecision.Unauthenticated)
        {
            http.Response.Headers.WWWAuthenticate = http.Request.Headers.Authorization.Count == 0 ? "Bearer" : "Bearer error=\"invalid_token\"";
            return Problem.Of("unauthenticated", "Send a valid token: Authorization: Bearer <JWT>.");
        }

        if (decision == AccessDecision.Forbidden)
        {
            return Problem.Of("forbidden", $"The role '{TokenIssuer.NameOf(caller!.Role)}' may not do this.");
        }

        for (var i = 0; i < match.Values.Length; i++)
        {
            var parameter = operation.RouteParameters[i];
            var isTenant = parameter.Name == RouteParameter.Account;
            if ((isTenant || decision == AccessDecision.Allowed) && parameter.Check(match.Values[i]) is { } error)
            {
                return Problem.Of(error);
            }
        }

        return decision == AccessDecision.AnotherTenant ? Problem.Of(ErrorCatalog.AccountNotFound) : null;
    }

    private static string ShareOf(in RouteMatch match, Caller? caller) =>
        match.Operation!.HasAccount ? match.Values[match.Operation.IndexOf(RouteParameter.Account)] : caller?.Subject ?? "";

    private async ValueTask<Problem?> RunAsync(HttpContext http, RouteMatch match, Caller? caller)
    {
        var operation = match.Operation!;
        if (QueryFaults(http, operation) is { } faults)
        {
            return Problem.Invalid(faults);
        }

        var body = RequestBody.Empty;
        if (operation.RequestMediaType is not null)
        {
            if (RequestBody.Refuse(http.Request, operation.TakesAnyBytes) is { } refusal)
            {
                return refusal;
            }

            if (await RequestBody.ReadAsync(http.Request, http.RequestAborted) is not { } read)
            {
                return RequestBody.TooLarge;
            }

            body = read;
        }

        using (body)
        {
            return await InvokeAsync(http, match, caller, body);
        }
    }

    private async ValueTask<Problem?> InvokeAsync(HttpContext http, RouteMatch match, Caller? caller, RequestBody body)
    {
        IdempotencyKey? key = null;
        if (match.Operation!.HonoursIdempotencyKey && !IdempotencyHeader.TryRead(http.Request, body.Bytes.Span, out key))
        {
            return Problem.Invalid($"/headers/{IdempotencyHeader.Name}", "Expected 1 to 255 printable ASCII characters.");
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        limit.CancelAfter(match.Operation.TakesItsTime ? Timeout.InfiniteTimeSpan : _timeLimit);
        var context = new RequestContext(caller ?? Anonymous, key, limit.Token);
        return await match.Operation.InvokeAsync(new Call(http, match, context, _table.Json), body.Bytes);
    }

    private static List<FieldError>? QueryFaults(HttpContext http, Operation operation)
    {
        List<FieldError>? faults = null;
        foreach (var parameter in operation.QueryParameters)
        {
            if (http.Request.Query.TryGetValue(parameter.Name, out var values)
                && (values.Count > 1 ? "This parameter occurs twice." : parameter.Check(values.ToString())) is { } detail)
            {
                (faults ??= []).Add(new FieldError($"/query/{parameter.Name}", detail));
            }
        }

        return faults;
    }

    private static Caller Anonymous { get; } = new("", Role.None, null);
}
