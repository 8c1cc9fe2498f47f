/** `/portal.json`: what the portal must know before anybody has signed in. The self-hosted home answers it; elsewhere it is a file beside index.html. */
export interface Configuration {
  /** Where the API is: `/api/v1`, or with an origin in front. */
  apiBase: string;
  signIn: DevelopmentSignIn | OpenIdConnectSignIn | TokenSignIn;
  /** Whether a test clock and the test customer are there (`/test/*`). */
  clock: boolean;
  payments: { provider: 'simulator' | 'stripe'; publishableKey: string | null };
  /** Where the e-mails that were sent can be read; null where they really went out. */
  outbox: string | null;
}

/** Anybody on this machine is whoever they say. */
export interface DevelopmentSignIn {
  kind: 'development';
  url: string;
}

export interface OpenIdConnectSignIn {
  kind: 'openIdConnect';
  authority: string;
  clientId: string;
  scope: string;
  /** The claims of the access token, where they are not named `role` and `account`. */
  roleClaim?: string;
  accountClaim?: string;
}

/** A token that was made elsewhere is pasted. */
export interface TokenSignIn {
  kind: 'token';
}

export async function loadConfiguration(): Promise<Configuration> {
  // As index.html asks for it, so that it is asked for once.
  const response = await fetch('/portal.json');
  if (!response.ok) throw new Error(`/portal.json was answered with ${response.status}.`);
  return (await response.json()) as Configuration;
}
