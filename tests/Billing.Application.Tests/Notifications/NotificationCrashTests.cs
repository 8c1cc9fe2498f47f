using Billing.Application.Due;
using Billing.Application.Notifications;
using Billing.Application.Tests.World;
using Billing.Domain;

namespace Billing.Application.Tests.Notifications;

/// <summary>The platform's own e-mails, whatever dies in between.</summary>
public sealed class NotificationCrashTests
{
    private static readonly NotificationCommand Command = new("n-1", ["ada@example.com"], new SignUpOtp("493027", 10));

    [Fact]
    public async Task Wherever_the_process_dies_what_is_asked_again_goes_out_once()
    {
        for (var (commit, died) = (1, true); died; commit++)
        {
            foreach (var after in (bool[])[false, true])
            {
                var stage = new Stage();
                var mortal = new MortalTableStore(stage.Tables);
                stage.Restart(mortal);
                mortal.DieAt(commit, after);
                died = false;
                try
                {
                    await SubmitAsync(stage);
                    await stage.AdvanceAsync(stage.Clock.Now);
                }
                catch (Exception) when (mortal.IsDead)
                {
                    died = true;
                }

                stage.Restart();
                await SubmitAsync(stage);
                await stage.AdvanceAsync(stage.Clock.Now.AddMinutes(2));

                // Whoever dies between sending and writing it down sends again, under the same name: senders send that once.
                Assert.Single(stage.Postbox.Attempts.Select(email => email.OperationId).Distinct());
                Assert.All(stage.Postbox.Attempts, email => Assert.Equal("n-1", email.Name));
            }

            Assert.True(died || commit > 3, "The story commits nothing.");
        }
    }

    [Fact]
    public async Task What_it_said_is_forgotten_once_it_is_out()
    {
        var stage = new Stage();
        await SubmitAsync(stage);
        await stage.AdvanceAsync(stage.Clock.Now);

        var row = await stage.Tables.GetAsync("notifications", "|n-1", "head");
        Assert.DoesNotContain("493027", row!.Properties["Doc"].AsString(), StringComparison.Ordinal);
        var other = await stage.Home.Notifications.SubmitAsync(Command with { Content = new SignUpOtp("111111", 10) }, Stage.Request());
        Assert.Equal("notification-conflict", other.Error?.Code);
    }

    [Theory]
    [InlineData(DueKind.Email)]
    [InlineData(DueKind.Notification)]
    public async Task Who_looks_before_the_commit_looks_again_a_minute_later(DueKind kind)
    {
        var stage = await new Stage().WithAccountAsync();
        var id = Ulid.Prefixed("eml", stage.Clock.Now, new byte[10]);
        await stage.Home.Due.ScheduleAsync(new(stage.Clock.Now, Stage.Acme, kind, id), default);

        await stage.Home.Runner.RunAsync(default);
        Assert.Contains(await EntriesAsync(stage), entry => entry.Subject == id && entry.At == stage.Clock.Now.AddMinutes(1));

        await stage.AdvanceAsync(stage.Clock.Now.AddMinutes(1));
        Assert.DoesNotContain(await EntriesAsync(stage), entry => entry.Subject == id);
    }

    private static async Task<IReadOnlyList<DueEntry>> EntriesAsync(Stage stage) => await stage.Home.Due.ReadAsync(stage.Clock.Now.AddDays(1), 100, default);

    private static async Task SubmitAsync(Stage stage) => Stage.Ok(await stage.Home.Notifications.SubmitAsync(Command, Stage.Request()));
}
