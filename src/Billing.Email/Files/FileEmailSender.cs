using System.Text;
using Billing.Application.Ports;
using Billing.Email.Mime;

namespace Billing.Email.Files;

/// <summary>
/// Puts each e-mail as a file into a directory, where any mail program opens it. The file has the e-mail's id: sent again, it is the same file.
/// </summary>
public sealed class FileEmailSender(string directory, EmailSenderIdentity from, TimeProvider clock) : IEmailSender
{
    public async ValueTask<SendAnswer> SendAsync(OutgoingEmail email, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(directory);
            var file = Path.Combine(directory, email.EmailId + ".eml");
            await WriteAsync($"{file}.part", MimeMessage.Write(email, from, clock.GetUtcNow()), cancellationToken);
            File.Move($"{file}.part", file, overwrite: true);
            return SendAnswer.Sent;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new SendAnswer(SendOutcome.TryAgain, problem.Message);
        }
    }

    public ValueTask<SendAnswer> CheckAsync(Guid operationId, CancellationToken cancellationToken) => new(SendAnswer.Sent);

    private static async ValueTask WriteAsync(string file, string text, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(file, FileMode.Create, FileAccess.Write);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        stream.Flush(flushToDisk: true);
    }
}
