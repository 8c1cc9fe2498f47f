import * as oauth from 'oauth4webapi';
import { grantOf } from './claims';
import type { OpenIdConnectSignIn } from './configuration';
import type { Grant, Renew } from './session';

/** What must outlive the way to the issuer and back. It is used once, and is worth nothing without the code that comes back. */
interface Journey {
  state: string;
  nonce: string;
  verifier: string;
  returnTo: string;
}

const stored = 'billing.sign-in';
const callback = '/signed-in';

/** The authorization code flow with PKCE (RFC 7636, and RFC 9700 for browsers): tokens come by a call, and are never in an address or a store. */
export class OpenIdConnect {
  readonly #settings: OpenIdConnectSignIn;
  readonly #client: oauth.Client;
  #server: Promise<oauth.AuthorizationServer> | null = null;

  constructor(settings: OpenIdConnectSignIn) {
    this.#settings = settings;
    this.#client = { client_id: settings.clientId };
  }

  /** Leaves for the issuer. Without `isSilent` the issuer may ask who one is; with it, it only says so where it knows. */
  async leave(isSilent: boolean): Promise<void> {
    const server = await this.#discover();
    const journey: Journey = {
      state: oauth.generateRandomState(),
      nonce: oauth.generateRandomNonce(),
      verifier: oauth.generateRandomCodeVerifier(),
      returnTo: location.pathname === callback ? location.origin : location.href,
    };
    sessionStorage.setItem(stored, JSON.stringify(journey));
    const url = new URL(server.authorization_endpoint ?? '');
    url.search = new URLSearchParams({
      client_id: this.#settings.clientId,
      redirect_uri: location.origin + callback,
      response_type: 'code',
      scope: this.#settings.scope,
      state: journey.state,
      nonce: journey.nonce,
      code_challenge: await oauth.calculatePKCECodeChallenge(journey.verifier),
      code_challenge_method: 'S256',
      ...(isSilent ? { prompt: 'none' } : {}),
    }).toString();
    location.assign(url);
  }

  /** Whether this page is where the issuer sends people back to. */
  static get hasReturned(): boolean {
    return location.pathname === callback;
  }

  /** What the issuer answered; null where it did not know who asked without asking them. The address is cleaned in either case. */
  async arrive(): Promise<{ grant: Grant; renew: Renew } | null> {
    const journey = JSON.parse(sessionStorage.getItem(stored) ?? 'null') as Journey | null;
    const arrived = new URL(location.href);
    sessionStorage.removeItem(stored);
    history.replaceState(null, '', journey?.returnTo ?? '/');
    if (journey === null) return null;

    const server = await this.#discover();
    let parameters: URLSearchParams;
    try {
      parameters = oauth.validateAuthResponse(server, this.#client, arrived, journey.state);
    } catch (error) {
      const wantsTheirWord = ['login_required', 'interaction_required', 'consent_required', 'account_selection_required'];
      if (error instanceof oauth.AuthorizationResponseError && wantsTheirWord.includes(error.error)) return null;
      throw error;
    }

    const redirect = location.origin + callback;
    const response = await oauth.authorizationCodeGrantRequest(server, this.#client, oauth.None(), parameters, redirect, journey.verifier, this.#options());
    const tokens = await oauth.processAuthorizationCodeResponse(server, this.#client, response, { expectedNonce: journey.nonce });
    return this.#granted(tokens);
  }

  /** Signs out at the issuer too, where that has a place for it, and comes back to the start. */
  async leaveForGood(): Promise<void> {
    const { end_session_endpoint } = await this.#discover();
    if (end_session_endpoint === undefined) return;
    const url = new URL(end_session_endpoint);
    url.search = new URLSearchParams({ client_id: this.#settings.clientId, post_logout_redirect_uri: `${location.origin}/` }).toString();
    location.assign(url);
  }

  #granted(tokens: oauth.TokenEndpointResponse): { grant: Grant; renew: Renew } {
    const { roleClaim, accountClaim } = this.#settings;
    const grant = grantOf(tokens.access_token, roleClaim, accountClaim);
    let refreshToken = tokens.refresh_token;
    const renew: Renew = async () => {
      if (refreshToken === undefined) return null;
      const server = await this.#discover();
      const response = await oauth.refreshTokenGrantRequest(server, this.#client, oauth.None(), refreshToken, this.#options());
      const next = await oauth.processRefreshTokenResponse(server, this.#client, response);
      refreshToken = next.refresh_token ?? refreshToken;
      return grantOf(next.access_token, roleClaim, accountClaim);
    };
    return { grant, renew };
  }

  #discover(): Promise<oauth.AuthorizationServer> {
    const issuer = new URL(this.#settings.authority);
    this.#server ??= oauth.discoveryRequest(issuer, this.#options()).then((response) => oauth.processDiscoveryResponse(issuer, response));
    return this.#server;
  }

  /** An issuer on the loopback may speak plain http, as the API allows it too. */
  #options(): { [oauth.allowInsecureRequests]: boolean } {
    return { [oauth.allowInsecureRequests]: ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(this.#settings.authority).hostname) };
  }
}
