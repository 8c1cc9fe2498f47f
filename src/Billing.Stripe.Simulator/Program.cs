using System.Runtime.InteropServices;
using Billing.Stripe.Simulator;
using Microsoft.Extensions.Configuration;

// dotnet run --project src/Billing.Stripe.Simulator -- --url http://127.0.0.1:12111 --data ./data/stripe.jsonl
//     --webhook http://127.0.0.1:7071/api/v1/webhooks/stripe --secret whsec_…
var settings = new ConfigurationBuilder().AddCommandLine(args).Build();
var options = new SimulatorOptions { Url = settings["url"] ?? "http://127.0.0.1:12111", DataFile = settings["data"] };
await using var simulator = await StripeSimulator.StartAsync(options);
if (settings["webhook"] is { } webhook)
{
    await simulator.Controls.SendWebhooksToAsync(new Uri(webhook), settings["secret"] ?? throw new ArgumentException("--webhook needs --secret."));
}

Console.WriteLine($"Payment simulator on {simulator.Url}, Stripe API {StripeSimulator.ApiVersion}. No money moves here.");
var stopped = new TaskCompletionSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
await stopped.Task;

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopped.TrySetResult();
}
