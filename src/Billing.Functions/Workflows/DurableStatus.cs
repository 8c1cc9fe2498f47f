using System.Text.Json;
using System.Text.Json.Serialization;
using Billing.Application;
using Billing.Application.Workflows;

namespace Billing.Functions.Workflows;

/// <summary>
/// What an orchestration shows of itself: the instance, without its oldest steps where all are too many. A replay sets it again and again, so it is written
/// only when Durable reads it.
/// </summary>
[JsonConverter(typeof(Converter))]
internal sealed record DurableStatus(WorkflowInstance Instance)
{
    /// <summary>Characters; Durable takes 16 KB of UTF-16.</summary>
    private const int Room = 8_000;

    private JsonElement Write()
    {
        var room = Room - DurableDocument.Write(Instance with { Steps = [] }).GetRawText().Length;
        var fitting = Instance.Steps.Reverse().TakeWhile(step => (room -= JsonSerializer.Serialize(step, StorageJson.Default.WorkflowStep).Length + 1) >= 0);
        var leftOut = Instance.Steps.Length - fitting.Count();
        return DurableDocument.Write(Instance with { Steps = Instance.Steps[leftOut..], StepsLeftOut = Instance.StepsLeftOut + leftOut });
    }

    internal sealed class Converter : JsonConverter<DurableStatus>
    {
        public override DurableStatus Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("A status is read as the instance that it shows.");

        public override void Write(Utf8JsonWriter writer, DurableStatus value, JsonSerializerOptions options) => value.Write().WriteTo(writer);
    }
}
