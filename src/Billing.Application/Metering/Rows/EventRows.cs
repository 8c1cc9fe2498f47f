using Billing.Application.Metering.Events;
using Billing.Application.Ports;
using Billing.Domain;

namespace Billing.Application.Metering.Rows;

/// <summary>
/// The row of a named usage event, in plain columns: operators read it when a customer asks what he is billed for. The program only asks whether it is
/// there.
/// </summary>
internal static class EventRows
{
    public static TableProperties Write(UsageEvent usage, Micros price)
    {
        var properties = new TableProperties
        {
            { "Source", TableValue.Of(usage.Source) },
            { "Id", TableValue.Of(usage.Id) },
            { "Kind", TableValue.Of(usage.Kind.ToString()) },
            { "At", TableValue.Of(usage.At) },
            { "App", TableValue.Of(usage.App.Value) },
        };
        if (usage.Ai is { } ai)
        {
            properties.Add("Feature", TableValue.Of(ai.Feature));
            properties.Add("InputTokens", TableValue.Of(ai.InputTokens));
            properties.Add("OutputTokens", TableValue.Of(ai.OutputTokens));
            properties.Add("Micros", TableValue.Of(price.Value));
            AddGiven(properties, "Channel", ai.Channel);
            AddGiven(properties, "Hold", ai.HoldId);
        }

        AddGiven(properties, "Call", usage.Subject);
        AddGiven(properties, "VoiceKind", usage.VoiceKind);
        return properties;
    }

    private static void AddGiven(TableProperties properties, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            properties.Add(name, TableValue.Of(text));
        }
    }
}
