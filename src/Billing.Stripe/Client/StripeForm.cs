using System.Text;

namespace Billing.Stripe.Client;

/// <summary>Parameters of a request, named as Stripe names nested ones: <c>metadata[order]</c>, <c>expand[]</c>. What is null is left out.</summary>
internal sealed class StripeForm
{
    private readonly StringBuilder _encoded = new();

    public StripeForm Add(string name, string? value)
    {
        if (value is not null)
        {
            _encoded.Append(_encoded.Length > 0 ? "&" : "").Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        }

        return this;
    }

    public StripeForm Add(string name, long? value) => Add(name, value?.ToString());

    /// <summary>Left out where it is false: the default of every flag that is used here.</summary>
    public StripeForm Add(string name, bool value) => Add(name, value ? "true" : null);

    public override string ToString() => _encoded.ToString();
}
