using Billing.Application.Notifications;
using Billing.Application.Ports;

namespace Billing.Application.Tests.World;

/// <summary>Takes every e-mail, and the event that tells of it, unless told what to answer; says nothing in words.</summary>
internal sealed class Postbox : IEmailSender, IEmailRenderer, IEventPublisher
{
    /// <summary>Every attempt, in order.</summary>
    public List<OutgoingEmail> Attempts { get; } = [];

    public Func<OutgoingEmail, SendAnswer> Answer { get; set; } = static _ => SendAnswer.Sent;

    public SendAnswer Check { get; set; } = SendAnswer.Sent;

    public Func<AccountEvent, ValueTask> Topic { get; set; } = static _ => default;

    /// <summary>Every event that the topic took, in order.</summary>
    public List<AccountEvent> Told { get; } = [];

    public async ValueTask PublishAsync(AccountEvent told, CancellationToken cancellationToken)
    {
        await Topic(told);
        Told.Add(told);
    }

    public ValueTask<SendAnswer> SendAsync(OutgoingEmail email, CancellationToken cancellationToken)
    {
        Attempts.Add(email);
        return new(Answer(email));
    }

    public ValueTask<SendAnswer> CheckAsync(Guid operationId, CancellationToken cancellationToken) => new(Check);

    public RenderedEmail Render(EmailContent content, EmailAddressee addressee) => new(content.Template, content.Template, content.Template);
}
