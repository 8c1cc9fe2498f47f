using Billing.Application.Ports;
using Billing.Email.Files;
using Billing.Email.Mime;
using Billing.Email.Tests.Support;

namespace Billing.Email.Tests.Conformance;

public sealed class FileEmailSenderTests : EmailSenderConformance
{
    private protected override Task<Carrier> StartAsync()
    {
        var directory = Directory.CreateTempSubdirectory("outbox-").FullName;
        return Task.FromResult(new Carrier(
            new FileEmailSender(directory, Letters.From, new HandClock()),
            () => Task.FromResult<IReadOnlyList<Arrived>>([.. Directory.GetFiles(directory).Select(Read)]),
            () =>
            {
                Directory.Delete(directory, recursive: true);
                return ValueTask.CompletedTask;
            }));
    }

    [Fact]
    public async Task A_directory_that_cannot_be_written_to_is_tried_again()
    {
        var file = Path.GetTempFileName();

        var answer = await new FileEmailSender(Path.Combine(file, "outbox"), Letters.From, new HandClock()).SendAsync(Letters.One(), default);

        Assert.Equal(SendOutcome.TryAgain, answer.Outcome);
        File.Delete(file);
    }

    private static Arrived Read(string file)
    {
        Assert.EndsWith(".eml", file, StringComparison.Ordinal);
        var message = File.ReadAllText(file);
        var headers = MimeReader.Headers(message);
        return new(headers.Subject, headers.To.Split(", "), MimeReader.Part(message, "text/plain"), MimeReader.Part(message, "text/html"));
    }
}
