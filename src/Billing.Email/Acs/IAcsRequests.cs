using Billing.Application.Ports;

namespace Billing.Email.Acs;

/// <summary>
/// The two requests to the e-mail service, whoever puts them on the wire: our REST requests, or the official client. What an answer means is told by
/// <see cref="AcsAnswers"/>; both throw what Azure.Core's pipeline throws where nobody answered (<see cref="AcsAnswers.IsTransport"/>).
/// </summary>
internal interface IAcsRequests
{
    /// <summary>Begins the operation whose id is the e-mail's; one that has begun is the same one.</summary>
    Task<SendAnswer> SendAsync(OutgoingEmail email, CancellationToken cancellationToken);

    /// <returns><see cref="AcsAnswers.NotFound"/> where the service knows no such operation.</returns>
    Task<SendAnswer> FindAsync(Guid operationId, CancellationToken cancellationToken);
}
