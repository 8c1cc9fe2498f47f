using Billing.Application;
using Billing.Application.Accounts;
using Billing.Application.Metering;
using Billing.Application.Usage;
using Billing.Domain;
using Billing.Domain.Accounts;
using Spectre.Console;

namespace Billing.Host;

internal enum LogKind
{
    Conversations,
    AiUsage,
}

/// <param name="Create">Whether an account that does not exist is made, as a standard one.</param>
/// <param name="Feature">Of <c>ai-usage</c>: what rows without a feature of their own used; null: the catalog's first.</param>
internal sealed record ImportRequest(LogKind Kind, string File, AccountId Account, AppId App, bool Create, string? Feature);

/// <summary>Meters a log into a data directory, whether or not a server runs on it: its store lets several processes in.</summary>
internal static class ImportCommand
{
    /// <summary>Every row was taken.</summary>
    private const int Complete = 0;

    /// <summary>Some rows cannot be read; all others count.</summary>
    private const int Partial = 2;

    public static async Task<int> RunAsync(HomeOptions options, ImportRequest request, CancellationToken cancellationToken)
    {
        await using var workshop = await Workshop.OpenAsync(options, cancellationToken);
        await RequireAccountAsync(workshop, request, cancellationToken);

        LogReader reader = request.Kind == LogKind.Conversations
            ? new ConversationLog(request.Account, request.App)
            : new AiUsageLog(request.Account, request.App, request.Feature ?? (workshop.Home.Catalog.AiFeatures is [var first, ..] ? first.Id : ""));
        using var file = LogFile.Open(request.File, reader.Columns, reader.OptionalColumns);
        var import = new UsageImport(workshop.Get<UsageIntake>(), reader);
        var tally = await ShowAsync(file, progress => import.RunAsync(file, progress, cancellationToken));
        await workshop.Get<UsageSettlement>().CatchUpAsync(request.Account, cancellationToken);
        await ImportSummary.PrintAsync(workshop, request, tally, cancellationToken);
        return tally.Refused == 0 ? Complete : Partial;
    }

    private static async Task RequireAccountAsync(Workshop workshop, ImportRequest request, CancellationToken cancellationToken)
    {
        if (await workshop.Get<LayoutOf>()(request.Account, cancellationToken) is not null)
        {
            return;
        }

        if (!request.Create)
        {
            throw new HomeException($"There is no account '{request.Account}' in this data directory. Create it over the API, or add --create.");
        }

        var profile = new AccountRequest(request.Account.Value, AccountKind.Standard, $"owner@{request.Account}.invalid");
        var context = new RequestContext(new Caller("import", Role.Operator, null), null, cancellationToken);
        var created = await workshop.Get<AccountProfiles>().PutAsync(request.Account, profile, context);
        if (!created.IsOk)
        {
            throw new HomeException($"The account '{request.Account}' cannot be created: {created.Error.Detail}");
        }
    }

    /// <summary>A bar at a terminal, a line for each tenth elsewhere.</summary>
    private static async Task<ImportTally> ShowAsync(LogFile file, Func<Action<ImportTally>, Task<ImportTally>> import)
    {
        if (Console.IsOutputRedirected)
        {
            var tenths = 0L;
            return await import(tally =>
            {
                if (file.BytesRead * 10 / Math.Max(file.Bytes, 1) is var now && now > tenths)
                {
                    tenths = now;
                    Console.WriteLine($"{now * 10,3} %  {tally.Rows:N0} rows");
                }
            });
        }

        return await AnsiConsole.Progress().StartAsync(async view =>
        {
            var bar = view.AddTask("Metering", maxValue: Math.Max(file.Bytes, 1));
            return await import(_ => bar.Value = file.BytesRead);
        });
    }
}
