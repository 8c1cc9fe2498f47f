using Billing.Application.Ports;
using Billing.Domain;

namespace Billing.Application.Payments;

/// <summary>A notice that waits to be worked on; members as of <see cref="ProviderNotice"/>.</summary>
/// <param name="Tries">How often it was worked on in vain.</param>
/// <param name="RetryAt">From when on it waits to be worked on, where that is not <paramref name="At"/>.</param>
public sealed record StoredNotice(
    string Id, string Type, DateTimeOffset At, NoticeSubject Subject,
    string? SubjectId, string? Account, string? PaymentId, string? ProviderCustomer,
    int Tries = 0, DateTimeOffset? RetryAt = null)
{
    internal static StoredNotice Of(ProviderNotice notice, DateTimeOffset now) => new(
        notice.Id, notice.Type, notice.At, notice.Subject, notice.SubjectId, notice.Account?.Value, notice.PaymentId, notice.ProviderCustomer,
        RetryAt: notice.At > now ? now : null);

    internal ProviderNotice ToNotice() => new(
        Id, Type, At, Subject, SubjectId, Account is { } account ? new AccountId(account) : null, PaymentId, ProviderCustomer);
}
