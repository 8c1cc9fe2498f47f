using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Billing.Application;
using Billing.Application.Errors;

namespace Billing.Http.Tests.Support;

/// <summary>
/// Drives every operation of an endpoint table over a running server, from the table alone: nobody without a token, no role that the rule does not name, no
/// other tenant, and no junk that is answered with anything but a declared problem. Answers one line a fault.
/// </summary>
/// <param name="token">Makes a token of a role, with an account for owner, admin and developer.</param>
public sealed class RouteFuzz(EndpointTable table, HttpClient client, Func<Role, string?, string> token)
{
    private const string Account = "fuzz-account";
    private const string AnotherAccount = "fuzz-another";
    private static readonly Role[] Roles = [Role.Owner, Role.Admin, Role.Developer, Role.Service, Role.Operator];
    private readonly List<string> _faults = [];

    /// <summary>Operations that this run leaves alone when it sends junk.</summary>
    public IReadOnlySet<string> NotJunked { get; init; } = new HashSet<string>();

    public async Task<IReadOnlyList<string>> FaultsAsync()
    {
        foreach (var operation in table.Operations)
        {
            await NobodyAsync(operation);
            await WrongRolesAsync(operation);
            await AnotherTenantAsync(operation);
            if (!NotJunked.Contains(operation.Name))
            {
                await JunkAsync(operation);
            }
        }

        return _faults;
    }

    private async Task NobodyAsync(Operation operation)
    {
        if (operation.Access.IsPublic)
        {
            return;
        }

        foreach (var bearer in new[] { null, "junk", "a.b.c" })
        {
            var (status, code, _) = await SendAsync(operation, PathOf(operation), bearer, operation.RequestExample ?? "{}");
            Expect((status, code) == (401, "unauthenticated"), operation, $"token '{bearer}' → {status} {code}");
        }
    }

    private async Task WrongRolesAsync(Operation operation)
    {
        foreach (var role in Roles.Except([.. operation.Access.OwnRoles, .. operation.Access.AnyRoles]).Where(_ => !operation.Access.IsPublic))
        {
            var (status, code, _) = await SendAsync(operation, PathOf(operation), token(role, Account), operation.RequestExample ?? "{}");
            Expect((status, code) == (403, "forbidden"), operation, $"role {role} → {status} {code}");
        }
    }

    /// <summary>Another tenant's account, with any body, looks as an own one that does not exist.</summary>
    private async Task AnotherTenantAsync(Operation operation)
    {
        foreach (var role in operation.Access.OwnRoles)
        {
            var (status, code, body) = await SendAsync(operation, PathOf(operation), token(role, AnotherAccount), "junk");
            Expect((status, code) == (404, "account-not-found"), operation, $"{role} of another account → {status} {code}");
            if (operation.Method == "GET")
            {
                var missing = await SendAsync(operation, PathOf(operation, "fuzz-missing"), token(role, "fuzz-missing"), null);
                var isSame = missing.Status == status && WithoutTrace(missing.Body) == WithoutTrace(body);
                Expect(isSame, operation, $"{role} of a missing account → {missing.Status} {missing.Body}");
            }
        }
    }

    private async Task JunkAsync(Operation operation)
    {
        var bearer = BearerFor(operation);
        foreach (var (path, what) in JunkPaths(operation))
        {
            await HarmlessAsync(operation, path, bearer, operation.RequestExample, what);
        }

        if (operation.RequestMediaType is null)
        {
            return;
        }

        foreach (var body in JunkBodies.Fixed.Concat(JunkBodies.Mutations(operation.RequestExample)))
        {
            await HarmlessAsync(operation, PathOf(operation), bearer, body, body.Length > 200 ? $"{body[..200]}…" : body);
        }

        var large = await SendAsync(operation, PathOf(operation), bearer, JunkBodies.TwoMegabytes);
        Expect((large.Status, large.Code) == (413, "body-too-large"), operation, $"2 MB → {large.Status} {large.Code}");
        var form = await SendAsync(operation, PathOf(operation), bearer, "a=b", "application/x-www-form-urlencoded");
        var isRead = form.Code is not null && operation.Codes.Contains(form.Code);
        var isRight = operation.TakesAnyBytes ? isRead : (form.Status, form.Code) == (415, "unsupported-media-type");
        Expect(isRight, operation, $"a form → {form.Status} {form.Code}");
    }

    private async Task HarmlessAsync(Operation operation, string path, string? bearer, string? body, string what)
    {
        var (status, code, answer) = await SendAsync(operation, path, bearer, body);
        var declared = code is null ? status < 400 : operation.Codes.Contains(code) && ErrorCatalog.Find(code).Status == status;
        Expect(status < 500 && declared, operation, $"{what} → {status} {answer}");
    }

    private static IEnumerable<(string Path, string What)> JunkPaths(Operation operation)
    {
        foreach (var junk in JunkBodies.PathTexts)
        {
            foreach (var parameter in operation.RouteParameters)
            {
                var path = PathOf(operation).Replace(Sample(parameter), Uri.EscapeDataString(junk), StringComparison.Ordinal);
                yield return (path, $"{parameter.Name} '{junk}'");
            }

            foreach (var parameter in operation.QueryParameters)
            {
                yield return ($"{PathOf(operation)}?{parameter.Name}={Uri.EscapeDataString(junk)}", $"?{parameter.Name} '{junk}'");
            }
        }
    }

    private string? BearerFor(Operation operation) => operation.Access switch
    {
        { IsPublic: true } => null,
        { AnyRoles: [var role, ..] } => token(role, null),
        { OwnRoles: var roles } => token(roles[0], Account),
    };

    private static string PathOf(Operation operation, string account = Account) => string.Join('/', operation.Path.Split('/').Select(segment =>
        !segment.StartsWith('{') ? segment
        : segment == $"{{{RouteParameter.Account}}}" ? account
        : Sample(operation.RouteParameters.First(parameter => segment.StartsWith($"{{{parameter.Name}", StringComparison.Ordinal)))));

    private static string Sample(RouteParameter parameter) => parameter switch
    {
        { Values: [var value, ..] } => value,
        { IsInstance: true } => "renewal:acme:2026-02-28",
        { Prefix: { } prefix } => $"{prefix}_01ARZ3NDEKTSV4RRFFQ69G5FAV",
        { Name: RouteParameter.Account } => Account,
        _ => "fuzz-id",
    };

    private async Task<(int Status, string? Code, string Body)> SendAsync(
        Operation operation, string path, string? bearer, string? body, string mediaType = "application/json")
    {
        using var request = new HttpRequestMessage(new HttpMethod(operation.Method), path);
        if (bearer is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        }

        if (body is not null && operation.RequestMediaType is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, mediaType);
        }

        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var code = response.Content.Headers.ContentType?.MediaType == "application/problem+json" ? JsonNode.Parse(text)!["code"]!.GetValue<string>() : null;
        return ((int)response.StatusCode, code, text);
    }

    private static string WithoutTrace(string problem)
    {
        var members = JsonNode.Parse(problem)!.AsObject();
        members.Remove("traceId");
        return members.ToJsonString();
    }

    private void Expect(bool condition, Operation operation, string what)
    {
        if (!condition)
        {
            _faults.Add($"{operation.Method} {operation.Path}: {what}");
        }
    }
}
