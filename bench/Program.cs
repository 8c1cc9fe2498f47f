using Billing.Bench.Questions;

// One file a question; each prints a table whose first row is its baseline. `dotnet run -c Release --project bench -- metering`
var questions = new Dictionary<string, Func<Task>>
{
    ["entitlements"] = EntitlementsQuestion.AskAsync,
    ["http-usage"] = HttpUsageQuestion.AskAsync,
    ["metering"] = MeteringQuestion.AskAsync,
    ["memory"] = MemoryQuestion.AskAsync,
    ["renewals"] = RenewalsQuestion.AskAsync,
    ["trends"] = TrendsQuestion.AskAsync,
};

var chosen = args.Length == 0 ? [.. questions.Keys] : args;
if (chosen.Except(questions.Keys).ToList() is [_, ..] unknown)
{
    await Console.Error.WriteLineAsync($"No such question: {string.Join(", ", unknown)}. There are {string.Join(", ", questions.Keys)}.");
    return 1;
}

foreach (var name in chosen)
{
    await questions[name]();
}

return 0;
