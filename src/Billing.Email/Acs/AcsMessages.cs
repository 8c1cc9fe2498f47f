using System.Text.Json.Serialization;

namespace Billing.Email.Acs;

/// <summary>What the e-mail service is sent and answers, as its REST description 2025-09-01 names it.</summary>
internal sealed record AcsEmail(string SenderAddress, AcsContent Content, AcsRecipients Recipients, IReadOnlyList<AcsAddress>? ReplyTo);

internal sealed record AcsContent(string Subject, string PlainText, string Html);

internal sealed record AcsRecipients(IReadOnlyList<AcsAddress> To);

internal sealed record AcsAddress(string Address);

/// <param name="Status">NotStarted, Running, Succeeded, Failed, Canceled; more may come.</param>
internal sealed record AcsOperation(string? Id, string? Status, AcsError? Error);

internal sealed record AcsProblem(AcsError? Error);

internal sealed record AcsError(string? Code, string? Message);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AcsEmail))]
[JsonSerializable(typeof(AcsOperation))]
[JsonSerializable(typeof(AcsProblem))]
internal sealed partial class AcsJson : JsonSerializerContext;
