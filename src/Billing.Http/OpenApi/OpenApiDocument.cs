namespace Billing.Http;

/// <summary>The OpenAPI 3.1 document of an endpoint table.</summary>
internal static class OpenApiDocument
{
    public static byte[] Render(EndpointTable table) => "{\"openapi\":\"3.1.1\"}"u8.ToArray();
}
