using System.Globalization;
using System.Text.RegularExpressions;
using Billing.Application.Metering.Events;
using Billing.Domain;

namespace Billing.Host;

/// <summary>Turns the rows of one kind of log into usage events of an account's app.</summary>
internal abstract partial class LogReader(AccountId account, AppId app)
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    private static readonly string[] InstantForms =
    [
        .. from day in new[] { "yyyy-MM-dd'T'", "yyyy-MM-dd' '" }
           from time in new[] { "HH:mm:ss.FFFFFFFK", "HH:mm:ss.FFFFFFFzz", "HH:mmK" }
           select day + time,
    ];

    public abstract string[] Columns { get; }

    public virtual string[] OptionalColumns => [];

    protected AccountId Account { get; } = account;

    protected AppId App { get; } = app;

    /// <param name="index">The event's place in its batch.</param>
    /// <returns>The event; or what is wrong with the row.</returns>
    public abstract Result<UsageEvent> Read(in LogRow row, int index);

    /// <summary>ISO 8601, cut off to 100 ns as live usage is; without an offset it is UTC.</summary>
    protected static DateTimeOffset? Instant(string text) =>
        DateTimeOffset.TryParseExact(BeyondTicks.Replace(text, "${ticks}"), InstantForms, CultureInfo.InvariantCulture, Utc, out var instant) ? instant : null;

    [GeneratedRegex(@"(?<ticks>\.[0-9]{7})[0-9]+", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex BeyondTicks { get; }

    protected static BillingError Fault(string column, string text) => BillingError.Invalid($"/{column}", $"{column} '{text}' cannot be read.");
}

/// <summary><c>conversation_id,user,timestamp</c>: a message each. Activity is a set of instants: it may come in any order, and again.</summary>
internal sealed class ConversationLog(AccountId account, AppId app) : LogReader(account, app)
{
    public override string[] Columns => ["conversation_id", "timestamp"];

    public override Result<UsageEvent> Read(in LogRow row, int index)
    {
        var (conversation, timestamp) = (row.Cells[0], row.Cells[1]);
        return !CallerId.IsValid(conversation) ? Fault("conversation_id", conversation)
            : Instant(timestamp) is not { } at ? Fault("timestamp", timestamp)
            : new UsageEvent(index, UsageKind.Conversation, Account, App, at, "", "", conversation);
    }
}

/// <summary>
/// <c>timestamp,input_tokens,output_tokens[,feature]</c>: a request each. Its name is what it says, and which one it is of those in its file that say the
/// same: the file may be imported again, whole or after a kill, in any order of rows, and equal requests in it all count.
/// </summary>
internal sealed class AiUsageLog(AccountId account, AppId app, string otherwise) : LogReader(account, app)
{
    private readonly Dictionary<(long Ticks, long Input, long Output, string Feature), int> _seen = [];

    public override string[] Columns => ["timestamp", "input_tokens", "output_tokens"];

    public override string[] OptionalColumns => ["feature"];

    public override Result<UsageEvent> Read(in LogRow row, int index)
    {
        var (timestamp, inputs, outputs) = (row.Cells[0], row.Cells[1], row.Cells[2]);
        var feature = row.Cells[3].Length > 0 ? row.Cells[3] : otherwise;
        if (Instant(timestamp) is not { } at)
        {
            return Fault("timestamp", timestamp);
        }

        if (Tokens(inputs) is not { } input)
        {
            return Fault("input_tokens", inputs);
        }

        if (Tokens(outputs) is not { } output)
        {
            return Fault("output_tokens", outputs);
        }

        var content = (at.UtcTicks, input, output, feature);
        var occurrence = _seen[content] = _seen.GetValueOrDefault(content) + 1;
        return new UsageEvent(index, UsageKind.Ai, Account, App, at, $"import:{App}", $"{at.UtcTicks}:{input}:{output}:{feature}:{occurrence}", "")
        {
            Ai = new AiRequest(feature, null, input, output, null),
        };
    }

    private static long? Tokens(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var tokens) && tokens <= AiRequest.MostTokens ? tokens : null;
}
