using Billing.Application.Notifications;
using Billing.Application.Ports;
using Billing.Application.Tests.World;
using Billing.Storage.InMemory;

namespace Billing.Application.Tests.Diaries;

/// <summary>
/// The stories of Stories/*.txt: told once with every line checked, and again with the process killed before and after each of its commits. A process that
/// dies inside an activity dies before the commit that would have recorded it, so those are among them.
/// </summary>
public abstract class DiaryConformance
{
    public static TheoryData<string> Names() =>
        [.. Directory.GetFiles(Diary.Folder, "*.txt").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_goes_as_the_diary_says(string name)
    {
        var diary = Diary.Read(name);
        var stage = Begin(new InMemoryTableStore(), new HandClock(diary.Lines[0].At));
        var told = 0;
        foreach (var line in diary.Lines)
        {
            await LiveAsync(stage, diary, line);

            var emails = await EmailsAsync(stage);
            var paid = (await stage.Provider.ChargesAsync()).Where(charge => charge.DeclineCode is null).Sum(charge => charge.Amount.Minor);
            var status = (await stage.PlanAsync()).Status.ToString();
            Assert.Equal(
                $"line {line.Number}: {line.Status} {line.Paid:F2} {string.Join(", ", line.Emails)}",
                $"line {line.Number}: {char.ToLowerInvariant(status[0])}{status[1..]} {paid / 100m:F2} {string.Join(", ", emails.Skip(told))}");
            told = emails.Count;
        }

        Assert.Equal(
            (await stage.EmailsAsync()).Select(email => new AccountEvent(email.EmailId, email.Template, Stage.Acme, email.QueuedAt)), stage.Postbox.Told);
        await Books.AuditAsync(stage, stage.Tables, Stage.Acme);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Killed_anywhere_it_ends_the_same_with_the_same_emails_and_money_moved_once(string name)
    {
        var diary = Diary.Read(name);
        var (undisturbed, _) = await KillAsync(diary, int.MaxValue, after: false);
        var died = true;
        for (var commit = 1; died; commit++)
        {
            foreach (var after in (bool[])[false, true])
            {
                (var told, died) = await KillAsync(diary, commit, after);
                Assert.True(told == undisturbed, $"Killed {(after ? "after" : "before")} commit {commit}:\n{told}\n\nUndisturbed:\n{undisturbed}");
            }
        }
    }

    /// <returns>All that a customer could see at the end, and whether the process died on the way.</returns>
    private async Task<(string Told, bool Died)> KillAsync(Diary diary, int commit, bool after)
    {
        var tables = new InMemoryTableStore();
        var mortal = new MortalTableStore(tables);
        var stage = Begin(tables, new HandClock(diary.Lines[0].At));
        stage.Restart(mortal);
        mortal.DieAt(commit, after);
        var isAnother = false;
        var afterwards = diary.Lines[^1] with { At = diary.Lines[^1].At.AddHours(1), Acts = [] };
        foreach (var line in diary.Lines.Append(afterwards))
        {
            try
            {
                await LiveAsync(stage, diary, line);
            }
            catch (Exception) when (mortal.IsDead && !isAnother)
            {
                isAnother = true;
                stage.Restart();
                await LiveAsync(stage, diary, line);
            }
        }

        // What the dead process held is free again after its lease.
        await stage.AdvanceAsync(stage.Clock.Now.AddHours(1));
        await Books.AuditAsync(stage, tables, Stage.Acme);
        var emails = (await EmailsAsync(stage)).Order(StringComparer.Ordinal);
        Assert.Equal((await stage.EmailsAsync()).Select(email => email.EmailId), stage.Postbox.Told.Select(told => told.EventId).Distinct().Order());
        return ($"{await Books.TellAsync(stage, tables, Stage.Acme)}\n{string.Join('\n', emails)}", mortal.IsDead);
    }

    private protected abstract Stage Begin(InMemoryTableStore tables, HandClock clock);

    /// <summary>Time passes until the line, the customer acts, and all that is due runs.</summary>
    private static async Task LiveAsync(Stage stage, Diary diary, DiaryLine line)
    {
        await stage.AdvanceAsync(line.At);
        var customer = new Customer(stage, diary.Zone);
        foreach (var (index, act) in line.Acts.Index())
        {
            await customer.DoAsync(act, $"line-{line.Number}-{index}");
        }

        await stage.AdvanceAsync(line.At);
    }

    /// <summary>By template, with the days that are left where it tells of them.</summary>
    private static async Task<IReadOnlyList<string>> EmailsAsync(Stage stage) =>
        [.. (await stage.EmailsAsync()).Select(email => email.Content is AutoRenewalUnsuccessful failed
            ? $"{email.Template} {failed.DaysBeforeServicesStop}"
            : email.Template)];
}
