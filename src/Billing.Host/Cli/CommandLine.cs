using System.CommandLine;
using System.CommandLine.Parsing;
using Billing.Application;
using Billing.Application.Ports;
using Billing.Application.Usage;
using Billing.Domain;
using Billing.Domain.Metering;
using Billing.Http;

namespace Billing.Host;

/// <summary>The verbs and their options. What a verb does stands in its own file.</summary>
internal static class CommandLine
{
    private static readonly Option<string?> Urls = new("--urls") { Description = $"Addresses to serve on, separated by ';' ({Server.DefaultUrls})." };

    private static readonly Option<string> Data = new("--data")
    {
        Description = "The directory that keeps everything.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "./data",
        Recursive = true,
    };

    private static readonly Option<string?> Catalog = new("--catalog")
    {
        Description = "The catalog to sell from, in place of the one that comes along.",
        HelpName = "FILE",
    };

    private static readonly Option<DateTimeOffset?> Now = new("--now")
    {
        Description = "A test clock that starts at this instant and moves only when told.",
        HelpName = "INSTANT",
        CustomParser = Instant,
    };

    private static readonly Option<string?> Storage = new("--storage")
    {
        Description = "Azure Table Storage in SQLite's place: a connection string, or an https address that this machine's identity may use.",
        HelpName = "WHERE",
        Recursive = true,
    };

    private static readonly Option<PaymentProvider?> Payments = new("--payments")
    {
        Description = "Who moves the money: nobody, or Stripe, which is the default where Stripe__ApiKey is configured.",
        HelpName = "simulator|stripe",
        CustomParser = Provider,
    };

    /// <returns>The exit code: 0 for success, 1 where the command line or the home is wrong.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        const string Configuration = $"{BillingHttpSettings.Help}\n{HomeSettings.Help}\n{PortalSettings.Help}\n{EmailSetup.Help}";
        var root = new RootCommand($"Billing for AI chatbot platforms. Without a verb: serve.\n\nConfiguration, by environment:\n{Configuration}")
        {
            Data,
            Storage,
        };
        root.SetAction(ServeAsync);
        AddServing(root);

        var serve = new Command("serve", "Serve the API.");
        serve.SetAction(ServeAsync);
        AddServing(serve);
        root.Add(serve);
        root.Add(Token());
        root.Add(Import());
        root.Add(Export());
        root.Add(Restore());
        root.Add(Spread());
        root.Add(Retain());
        root.Add(Demo());
        try
        {
            // The server listens to signals itself, and needs its time to drain.
            return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false });
        }
        catch (Exception problem) when (problem
            is HomeException or SettingException or StoreUnavailableException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return 1;
        }
    }

    private static void AddServing(Command command)
    {
        foreach (var option in new Option[] { Urls, Catalog, Now, Payments })
        {
            command.Add(option);
        }
    }

    private static HomeOptions Options(ParseResult parsed) => new()
    {
        DataDirectory = parsed.GetRequiredValue(Data),
        Storage = parsed.GetValue(Storage),
        CatalogFile = parsed.GetValue(Catalog),
        Now = parsed.GetValue(Now),
        Payments = parsed.GetValue(Payments),
    };

    private static Task<int> ServeAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        ServeCommand.RunAsync(Options(parsed), parsed.GetValue(Urls), cancellationToken);

    private static Command Token()
    {
        var role = new Option<Role>("--role")
        {
            Description = "Whose token it is.",
            HelpName = "owner|admin|developer|service|operator",
            Required = true,
            CustomParser = RoleOf,
        };
        var account = new Option<AccountId?>("--account")
        {
            Description = "The account of an owner, admin or developer.",
            HelpName = "ID",
            CustomParser = Account,
        };
        var command = new Command("token", "Print a token for a caller, and nothing else.") { role, account };
        command.SetAction(parsed => TokenCommand.Run(parsed.GetRequiredValue(Data), parsed.GetRequiredValue(role), parsed.GetValue(account)));
        return command;
    }

    private static Command Import()
    {
        var feature = new Option<string?>("--feature") { Description = "The AI feature of rows that name none; the catalog's first.", HelpName = "ID" };
        var conversations = Import("conversations", "A log of messages: conversation_id,user,timestamp.", LogKind.Conversations, null);
        var aiUsage = Import("ai-usage", "A log of AI requests: timestamp,input_tokens,output_tokens[,feature].", LogKind.AiUsage, feature);
        return new Command("import", "Meter a log of any age. What was imported before counts once.") { conversations, aiUsage };
    }

    private static Command Import(string name, string description, LogKind kind, Option<string?>? feature)
    {
        var file = new Argument<string>("FILE.csv") { Description = "CSV with a header." };
        var account = new Option<AccountId?>("--account") { Description = "Whose usage it is.", HelpName = "ID", Required = true, CustomParser = Account };
        var app = new Option<AppId?>("--app") { Description = "The app that served it.", HelpName = "ID", Required = true, CustomParser = App };
        var create = new Option<bool>("--create") { Description = "Create the account, as a standard one, where there is none." };
        var command = new Command(name, description) { file, account, app, create, Catalog, Now };
        if (feature is not null)
        {
            command.Add(feature);
        }

        command.SetAction((parsed, cancellationToken) => ImportCommand.RunAsync(
            Options(parsed),
            new ImportRequest(
                kind,
                parsed.GetRequiredValue(file),
                parsed.GetRequiredValue(account)!.Value,
                parsed.GetRequiredValue(app)!.Value,
                parsed.GetValue(create),
                feature is null ? null : parsed.GetValue(feature)),
            cancellationToken));
        return command;
    }

    private static Command Export()
    {
        var (file, account) = MoveOptions("The file to write; gzip where its name ends in .gz.", "Only this account; without it, all.");
        var command = new Command("export", "Write accounts with all that is theirs to a file, for a backup or another store.") { file, account };
        command.SetAction((parsed, cancellationToken) =>
            ExportCommand.RunAsync(Options(parsed), parsed.GetRequiredValue(file), parsed.GetValue(account), cancellationToken));
        return command;
    }

    private static Command Restore()
    {
        var (file, account) = MoveOptions("A file that export wrote.", "Only this account of the file; without it, all.");
        var command = new Command("restore", "Put exported accounts into a store that does not have them.") { file, account };
        command.SetAction((parsed, cancellationToken) =>
            RestoreCommand.RunAsync(Options(parsed), parsed.GetRequiredValue(file), parsed.GetValue(account), cancellationToken));
        return command;
    }

    private static (Argument<string> File, Option<AccountId?> Account) MoveOptions(string file, string account) =>
        (new("FILE") { Description = file }, new("--account") { Description = account, HelpName = "ID", CustomParser = Account });

    private static Command Spread()
    {
        var partitions = new Argument<int>("N") { Description = $"Over how many partitions: 1 to {UsageLayout.MostPartitions}." };
        var account = new Option<AccountId?>("--account") { Description = "Whose usage it is.", HelpName = "ID", Required = true, CustomParser = Account };
        var command = new Command("spread", "Spread an account's usage events over more partitions of the store, from next month on.") { partitions, account };
        command.SetAction((parsed, cancellationToken) => UsageCommands.SpreadAsync(
            Options(parsed), parsed.GetRequiredValue(account)!.Value, parsed.GetRequiredValue(partitions), cancellationToken));
        return command;
    }

    private static Command Retain()
    {
        var months = new Option<int>("--months") { Description = "How many whole months stay.", DefaultValueFactory = _ => UsageRetention.DefaultMonths };
        var command = new Command("retain", "Drop usage events that are older, with their rollups; the ledger keeps what they cost.") { months };
        command.SetAction((parsed, cancellationToken) =>
            UsageCommands.RetainAsync(Options(parsed), parsed.GetRequiredValue(months), cancellationToken));
        return command;
    }

    private static Command Demo()
    {
        var stay = new Option<bool>("--stay") { Description = "Keep the server at the end, to look around in the portal; Ctrl+C ends it." };
        var command = new Command("demo", "The life of an account, told in the terminal by a server of its own.") { Catalog, stay };
        command.SetAction((parsed, cancellationToken) =>
            DemoCommand.RunAsync(parsed.GetValue(Catalog), parsed.GetValue(Storage), parsed.GetValue(stay), cancellationToken));
        return command;
    }

    private static Role RoleOf(ArgumentResult result) => Tokens.RoleOf(result.Tokens[0].Value) is { } role
        ? role
        : Refuse<Role>(result, "is none of owner, admin, developer, service, operator");

    private static AccountId? Account(ArgumentResult result) => CallerId.IsValid(result.Tokens[0].Value)
        ? new AccountId(result.Tokens[0].Value)
        : Refuse<AccountId?>(result, "is no id: 1 to 128 of A-Z a-z 0-9 . _ : -");

    private static AppId? App(ArgumentResult result) => CallerId.IsValid(result.Tokens[0].Value)
        ? new AppId(result.Tokens[0].Value)
        : Refuse<AppId?>(result, "is no id: 1 to 128 of A-Z a-z 0-9 . _ : -");

    private static DateTimeOffset? Instant(ArgumentResult result) =>
        InstantText.TryParse(result.Tokens[0].Value, out var instant) ? instant : Refuse<DateTimeOffset?>(result, "is no instant such as 2026-01-31T00:00:00Z");

    private static PaymentProvider? Provider(ArgumentResult result) => result.Tokens[0].Value switch
    {
        "simulator" => PaymentProvider.Simulator,
        "stripe" => PaymentProvider.Stripe,
        _ => Refuse<PaymentProvider?>(result, "is nothing for --payments, which is simulator or stripe"),
    };

    private static T? Refuse<T>(ArgumentResult result, string because)
    {
        result.AddError($"'{result.Tokens[0].Value}' {because}.");
        return default;
    }
}
