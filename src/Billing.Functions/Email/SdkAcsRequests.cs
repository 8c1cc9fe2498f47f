using Azure;
using Azure.Communication.Email;
using Azure.Identity;
using Billing.Application.Ports;
using Billing.Email.Acs;
using Billing.Email.Mime;

namespace Billing.Functions.Email;

/// <summary>The e-mail service's requests by the official client.</summary>
internal sealed class SdkAcsRequests(EmailClient client, EmailSenderIdentity from) : IAcsRequests
{
    public async Task<SendAnswer> SendAsync(OutgoingEmail email, CancellationToken cancellationToken)
    {
        try
        {
            var operation = await client.SendAsync(WaitUntil.Started, Message(email), email.OperationId, cancellationToken);
            return AcsAnswers.OfSending(operation.GetRawResponse());
        }
        catch (ArgumentException refused)
        {
            // The client looks at addresses and texts before it sends, and would refuse them again.
            return new(SendOutcome.Rejected, refused.Message);
        }
        catch (RequestFailedException refused) when (refused.GetRawResponse() is { } response)
        {
            return AcsAnswers.OfSending(response);
        }
        catch (AuthenticationFailedException refused)
        {
            return NoToken(refused);
        }
    }

    public async Task<SendAnswer> FindAsync(Guid operationId, CancellationToken cancellationToken)
    {
        try
        {
            return AcsAnswers.OfLookUp(await new EmailSendOperation(operationId.ToString(), client).UpdateStatusAsync(cancellationToken));
        }
        catch (RequestFailedException refused) when (refused.GetRawResponse() is { } response)
        {
            // Of an operation that has failed, too: that answer is a 200.
            return AcsAnswers.OfLookUp(response);
        }
        catch (AuthenticationFailedException refused)
        {
            return NoToken(refused);
        }
    }

    private static SendAnswer NoToken(AuthenticationFailedException refused) =>
        new(SendOutcome.TryAgain, $"No token for the e-mail service: {refused.Message.Split('\n')[0]}");

    private EmailMessage Message(OutgoingEmail email)
    {
        var recipients = new EmailRecipients([.. email.To.Select(static to => new EmailAddress(to))]);
        var content = new EmailContent(email.Rendered.Subject) { PlainText = email.Rendered.Text, Html = email.Rendered.Html };
        var message = new EmailMessage(from.Address, recipients, content);
        if (from.ReplyTo is { } address)
        {
            message.ReplyTo.Add(new EmailAddress(address));
        }

        return message;
    }
}
