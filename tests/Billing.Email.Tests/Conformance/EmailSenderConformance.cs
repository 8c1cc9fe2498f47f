using Billing.Application.Ports;
using Billing.Email.Tests.Support;

namespace Billing.Email.Tests.Conformance;

/// <summary>What every sender promises, whoever carries the e-mails.</summary>
public abstract class EmailSenderConformance
{
    private protected abstract Task<Carrier> StartAsync();

    [Fact]
    public async Task What_is_sent_arrives_word_for_word()
    {
        await using var carrier = await StartAsync();

        await SendAsync(carrier.Sender, Letters.To("ada@example.com", "bob@example.com"));

        var arrived = Assert.Single(await carrier.ArrivedAsync());
        Assert.Equal(("Rechnung für März — 12,50 €", "Hallo 😀", "<p>Hallo 😀</p>"), (arrived.Subject, arrived.Text.Trim(), arrived.Html.Trim()));
        Assert.Equal(["ada@example.com", "bob@example.com"], arrived.To);
    }

    [Fact]
    public async Task However_often_it_is_sent_it_goes_out_once()
    {
        await using var carrier = await StartAsync();

        for (var i = 0; i < 3; i++)
        {
            await SendAsync(carrier.Sender, Letters.One(mayBeSent: i > 0));
        }

        Assert.Single(await carrier.ArrivedAsync());
    }

    [Fact]
    public async Task Other_e_mails_are_others()
    {
        await using var carrier = await StartAsync();

        await SendAsync(carrier.Sender, Letters.One());
        await SendAsync(carrier.Sender, Letters.One("eml_01ARZ3NDEKTSV4RRFFQ69G5FAW"));

        Assert.Equal(2, (await carrier.ArrivedAsync()).Count);
    }

    [Fact]
    public async Task Fifty_recipients_are_served()
    {
        await using var carrier = await StartAsync();
        string[] fifty = [.. Enumerable.Range(1, 50).Select(i => $"somebody-with-a-long-name-{i}@department.example.com")];

        await SendAsync(carrier.Sender, Letters.To([.. fifty]));

        Assert.Equal(fifty, Assert.Single(await carrier.ArrivedAsync()).To);
    }

    [Fact]
    public async Task A_subject_cannot_bring_headers_of_its_own()
    {
        await using var carrier = await StartAsync();

        await SendAsync(carrier.Sender, Letters.Saying("Hello\r\nBcc: everybody@example.com\r\n\r\n<b>", "Text"));

        var arrived = Assert.Single(await carrier.ArrivedAsync());
        Assert.StartsWith("Hello", arrived.Subject, StringComparison.Ordinal);
        Assert.Equal(["ada@example.com"], arrived.To);
        Assert.Equal("Text", arrived.Text.Trim());
    }

    /// <summary>Until the sender says that it is out.</summary>
    private static async Task SendAsync(IEmailSender sender, OutgoingEmail email)
    {
        var answer = await sender.SendAsync(email, default);
        for (var looks = 0; answer.Outcome == SendOutcome.Accepted && looks < 10; looks++)
        {
            answer = await sender.CheckAsync(email.OperationId, default);
        }

        Assert.Equal(SendAnswer.Sent, answer);
    }
}

internal sealed record Arrived(string Subject, IReadOnlyList<string> To, string Text, string Html);

/// <summary>A sender, and where its e-mails arrive.</summary>
internal sealed record Carrier(IEmailSender Sender, Func<Task<IReadOnlyList<Arrived>>> ArrivedAsync, Func<ValueTask> End) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => End();
}
