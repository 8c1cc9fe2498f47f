using Billing.Application.Errors;
using Billing.Domain;
using Billing.Workflows;

namespace Billing.Http;

/// <summary>
/// One parameter of a route. <c>{appId}</c> is an id chosen by the caller, <c>{orderId:ord_}</c> one made here with that prefix,
/// <c>{product:contact-center|agent-ai}</c> one of the values, <c>{instanceId:workflow}</c> the business key of a workflow's instance.
/// </summary>
public sealed record RouteParameter
{
    /// <summary>The parameter that names the tenant.</summary>
    public const string Account = "accountId";

    /// <summary>Of every key of a workflow's instance: workflow, account, and what tells the account's instances apart.</summary>
    internal const string InstancePattern = "^[a-z-]+:[A-Za-z0-9._:-]{1,128}:[A-Za-z0-9._-]{1,128}$";

    private const string InstanceRule = "workflow";

    private RouteParameter(string name, string? prefix, IReadOnlyList<string> values) => (Name, Prefix, Values) = (name, prefix, values);

    public string Name { get; }

    /// <summary>Of an id made here, without the underscore.</summary>
    public string? Prefix { get; }

    /// <summary>Empty where the parameter is an id.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>It names a workflow's instance.</summary>
    public bool IsInstance { get; private init; }

    public bool IsCallersId => Prefix is null && Values.Count == 0 && !IsInstance;

    /// <summary>What another text than this parameter's answers: of an id made here, the same 404 as an id that was never made.</summary>
    internal string NotFoundCode => Prefix switch
    {
        null => IsInstance ? "workflow-not-found" : "not-found",
        "ord" => "order-not-found",
        "inv" => "invoice-not-found",
        "pay" => "payment-not-found",
        "pm" => "payment-method-not-found",
        _ => throw new InvalidOperationException($"No ids are made with the prefix '{Prefix}'."),
    };

    internal static bool IsParameter(string segment) => segment.StartsWith('{');

    internal static RouteParameter Parse(string segment)
    {
        var text = segment[1..^1];
        if (text.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0)
        {
            var (name, rule) = (text[..colon], text[(colon + 1)..]);
            return rule == InstanceRule ? new(name, null, []) { IsInstance = true }
                : rule.EndsWith('_') ? new(name, rule[..^1], [])
                : new(name, null, rule.Split('|'));
        }

        return new(text, null, []);
    }

    /// <summary>Null where the text is right.</summary>
    internal BillingError? Check(string text)
    {
        if (Values.Count > 0)
        {
            return Values.Contains(text) ? null : new BillingError(NotFoundCode, $"'{Name}' is one of {string.Join(", ", Values)}.");
        }

        if (Prefix is not null || IsInstance)
        {
            var exists = IsInstance ? InstanceId.TryParse(text, out _) : Ulid.IsPrefixed(text, Prefix!);
            return exists ? null : new BillingError(NotFoundCode, ErrorCatalog.Find(NotFoundCode).Title + ".");
        }

        return CallerId.IsValid(text)
            ? null
            : BillingError.Invalid($"/path/{Name}", "An id is 1 to 128 characters of A-Z, a-z, 0-9, '.', '_', ':' and '-'.");
    }
}
