using Billing.Application.Errors;
using Billing.Domain;

namespace Billing.Http;

/// <summary>A refusal on its way to the caller: RFC 9457, with the code's status and title from the error catalog.</summary>
internal sealed record Problem(ErrorKind Kind, string Detail)
{
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    public ErrorExtensions? Extensions { get; init; }

    /// <summary>What a 429 or 503 asks the caller to wait; a second where nothing is said.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static Problem Of(BillingError error) => new(ErrorCatalog.Find(error.Code), error.Detail)
    {
        Errors = error.Pointer is null ? [] : [new FieldError(error.Pointer, error.Detail)],
        Extensions = error.Extensions,
    };

    public static Problem Of(string code, string detail) => new(ErrorCatalog.Find(code), detail);

    public static Problem Invalid(IReadOnlyList<FieldError> errors) => Of("validation-failed", errors[0].Detail) with { Errors = errors };

    public static Problem Invalid(string pointer, string detail) => Invalid([new FieldError(pointer, detail)]);

    /// <summary>Stable, and it leads to the code's entry on the API page.</summary>
    public static string TypeOf(string code) => $"/api/docs#problem-{code}";
}
