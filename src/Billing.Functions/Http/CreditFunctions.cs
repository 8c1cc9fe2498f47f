using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace Billing.Functions.Http;

/// <summary>Credits, holds and payment methods.</summary>
public sealed class CreditFunctions(HttpApi api)
{
    [Function("GetCredits")]
    public Task<IResult> GetCredits(
        [HttpTrigger(Anonymous, "get", Route = "api/v1/accounts/{accountId}/credits")] HttpRequest http) => api.RunAsync(http);

    [Function("ListLedger")]
    public Task<IResult> ListLedger(
        [HttpTrigger(Anonymous, "get", Route = "api/v1/accounts/{accountId}/credits/ledger")] HttpRequest http) => api.RunAsync(http);

    [Function("SetAutoTopUp")]
    public Task<IResult> SetAutoTopUp(
        [HttpTrigger(Anonymous, "put", Route = "api/v1/accounts/{accountId}/credits/auto-top-up")] HttpRequest http) => api.RunAsync(http);

    [Function("TakeHold")]
    public Task<IResult> TakeHold(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/accounts/{accountId}/credits/holds")] HttpRequest http) => api.RunAsync(http);

    [Function("ReleaseHold")]
    public Task<IResult> ReleaseHold(
        [HttpTrigger(Anonymous, "delete", Route = "api/v1/accounts/{accountId}/credits/holds/{holdId}")] HttpRequest http) => api.RunAsync(http);

    [Function("ListPaymentMethods")]
    public Task<IResult> ListPaymentMethods(
        [HttpTrigger(Anonymous, "get", Route = "api/v1/accounts/{accountId}/payment-methods")] HttpRequest http) => api.RunAsync(http);

    [Function("AddPaymentMethod")]
    public Task<IResult> AddPaymentMethod(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/accounts/{accountId}/payment-methods")] HttpRequest http) => api.RunAsync(http);

    [Function("MakePaymentMethodDefault")]
    public Task<IResult> MakePaymentMethodDefault(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/accounts/{accountId}/payment-methods/{paymentMethodId}/default")] HttpRequest http) =>
        api.RunAsync(http);

    [Function("RemovePaymentMethod")]
    public Task<IResult> RemovePaymentMethod(
        [HttpTrigger(Anonymous, "delete", Route = "api/v1/accounts/{accountId}/payment-methods/{paymentMethodId}")] HttpRequest http) => api.RunAsync(http);
}
