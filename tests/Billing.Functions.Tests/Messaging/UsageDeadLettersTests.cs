using Azure.Messaging.ServiceBus;
using Billing.Application;
using Billing.Application.Ports;
using Billing.Functions.Messaging;

namespace Billing.Functions.Tests.Messaging;

public sealed class UsageDeadLettersTests
{
    private readonly FakeSender _queue = new();
    private readonly FakeDeadLetters _letters = new();

    private UsageDeadLetters Letters => new(_queue, _letters);

    [Fact]
    public async Task A_letter_tells_why_it_is_there()
    {
        _letters.Add("""{"id":"e1"}""");

        var letter = Assert.Single((await Letters.ListAsync(PageRequest.First, default)).Items);

        Assert.Equal(
            new UsageDeadLetter(
                "101", new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero), "account-not-found", "It is so: account-not-found.", 4, """{"id":"e1"}"""),
            letter);
    }

    [Fact]
    public async Task Pages_have_every_letter_once_though_the_service_gives_few_at_a_time()
    {
        for (var i = 0; i < 12; i++)
        {
            _letters.Add($"{i}");
        }

        var (bodies, sizes, after) = (new List<string>(), new List<int>(), (string?)null);
        do
        {
            var page = await Letters.ListAsync(new PageRequest(5, after), default);
            bodies.AddRange(page.Items.Select(letter => letter.Body));
            sizes.Add(page.Items.Count);
            after = page.NextCursor is null ? null : Cursor.TryDecode(page.NextCursor, out var next) ? next : throw new InvalidOperationException();
        }
        while (after is not null);

        Assert.Equal(Enumerable.Range(0, 12).Select(i => $"{i}"), bodies);
        Assert.Equal([5, 5, 2], sizes);
        Assert.Equal(0, _letters.Held);
    }

    [Theory]
    [InlineData("junk")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    public async Task An_invented_place_or_id_finds_nothing(string id)
    {
        _letters.Add("one");

        Assert.Empty((await Letters.ListAsync(new PageRequest(5, id), default)).Items);
        Assert.Equal(0, await Letters.ReplayAsync(id, default));
        Assert.False(await Letters.DiscardAsync(id, default));
        Assert.Equal([101], _letters.Numbers);
    }

    [Fact]
    public async Task One_goes_back_with_its_session_and_the_others_stay_free()
    {
        for (var i = 0; i < 8; i++)
        {
            _letters.Add($"{i}");
        }

        Assert.Equal(1, await Letters.ReplayAsync("106", default));

        var message = Assert.Single(_queue.Sent);
        Assert.Equal(("5", "7", "application/cloudevents+json"), (message.Body.ToString(), message.SessionId, message.ContentType));
        Assert.False(message.ApplicationProperties.ContainsKey("DeadLetterReason"));
        Assert.Equal([101, 102, 103, 104, 105, 107, 108], _letters.Numbers);
        Assert.Equal(0, _letters.Held);
        Assert.Equal(0, await Letters.ReplayAsync("106", default));
    }

    [Fact]
    public async Task All_go_back_once_even_if_they_come_again_at_once()
    {
        _letters.Add("one");
        _letters.Add("two");
        _letters.Completed = () => _letters.Add("again", properties: new Dictionary<string, object>(_queue.Sent[^1].ApplicationProperties));

        Assert.Equal(2, await Letters.ReplayAsync(null, default));

        Assert.Equal(["one", "two"], _queue.Sent.Select(message => message.Body.ToString()));
        Assert.Equal([103, 104], _letters.Numbers);
        Assert.Equal(0, _letters.Held);
        _letters.Completed = null;
        Assert.Equal(2, await Letters.ReplayAsync(null, default));
        Assert.Empty(_letters.Numbers);
    }

    [Fact]
    public async Task A_discarded_letter_is_gone_and_nothing_is_sent()
    {
        _letters.Add("one");
        _letters.Add("two");

        Assert.True(await Letters.DiscardAsync("102", default));
        Assert.False(await Letters.DiscardAsync("102", default));

        Assert.Equal([101], _letters.Numbers);
        Assert.Empty(_queue.Sent);
    }

    [Fact]
    public async Task What_cannot_be_sent_stays_a_dead_letter()
    {
        _letters.Add("one");
        var away = new FakeSender { Fault = new ServiceBusException("It is so.", ServiceBusFailureReason.ServiceCommunicationProblem) };

        await Assert.ThrowsAsync<StoreUnavailableException>(() => new UsageDeadLetters(away, _letters).ReplayAsync("101", default).AsTask());

        Assert.Equal([101], _letters.Numbers);
    }
}
