namespace Billing.Application.Workflows;

/// <summary>The code asks for another step than the history recorded, or no longer asks for it: it was changed without a version branch.</summary>
/// <param name="step">1 the first.</param>
/// <param name="expected">What the code asks for; null: nothing.</param>
/// <param name="recorded">What the history holds.</param>
public sealed class HistoryMismatchException(string instance, int step, string? expected, string recorded)
    : Exception($"Step {step} of '{instance}' was recorded as {recorded}, but the code asks for {expected ?? "nothing"} there.")
{
    public int Step { get; } = step;

    public string? Expected { get; } = expected;

    public string Recorded { get; } = recorded;
}
