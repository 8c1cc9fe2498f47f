using System.Text.Json.Nodes;
using Billing.Stripe.Simulator.State;

namespace Billing.Stripe.Simulator.Http;

/// <summary>One request, as an endpoint sees it.</summary>
/// <param name="Ids">The ids in the path, in order.</param>
/// <param name="Origin">Where the server is reached, for the addresses of its pages.</param>
internal sealed record Call(Change Change, Form Form, IReadOnlyList<string> Ids, Uri Origin, string Path)
{
    /// <summary>The object that the path names, to be changed.</summary>
    /// <param name="param">The name by which Stripe calls the id in the error.</param>
    public JsonObject Subject(string type, string param = "id", int index = 0)
    {
        if (Change.Find(type, Ids[index]) is null)
        {
            throw ApiError.NoSuch(type, Ids[index], param, inPath: true);
        }

        return Change.Edit(Ids[index]);
    }

    /// <summary>The object that a parameter names; null where the parameter is left out.</summary>
    public JsonObject? Named(string type, string param) => Form.Text(param) is { } id
        ? Change.Find(type, id) ?? throw ApiError.NoSuch(type, id, param, inPath: false)
        : null;
}
