using System.Text.Json.Serialization;

namespace Billing.Host;

/// <summary>What <c>/portal.json</c> answers: what the portal must know before anybody has signed in. Elsewhere it is a file beside the portal's own.</summary>
/// <param name="Clock">A test clock and the test customer are there (<c>/test/*</c>).</param>
/// <param name="Outbox">Where the caller can read the e-mails that were sent; null where they cannot.</param>
internal sealed record PortalView(string ApiBase, SignInView SignIn, bool Clock, PortalPaymentsView Payments, string? Outbox);

/// <param name="Provider"><c>simulator</c> or <c>stripe</c>.</param>
internal sealed record PortalPaymentsView(string Provider, string? PublishableKey);

[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(DevelopmentSignInView), "development")]
[JsonDerivedType(typeof(OpenIdConnectView), "openIdConnect")]
[JsonDerivedType(typeof(TokenSignInView), "token")]
internal abstract record SignInView;

/// <summary>Whoever asks at the address becomes whom they name.</summary>
internal sealed record DevelopmentSignInView(string Url) : SignInView;

internal sealed record OpenIdConnectView(string Authority, string ClientId, string Scope, string RoleClaim, string AccountClaim) : SignInView;

/// <summary>One brings a token that was made elsewhere.</summary>
internal sealed record TokenSignInView : SignInView;

/// <summary>Whom somebody wants to be.</summary>
/// <param name="Account">Of owners, admins and developers.</param>
internal sealed record SignInRequest(string Role, string? Account = null);

internal sealed record SignInAnswer(string Token, string Role, string? Account, DateTimeOffset ExpiresAt);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PortalView))]
[JsonSerializable(typeof(SignInRequest))]
[JsonSerializable(typeof(SignInAnswer))]
internal sealed partial class PortalJson : JsonSerializerContext;
