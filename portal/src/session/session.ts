import { AnswerCache } from '../api/cache';
import { createApi, type Api } from '../api/client';

export type Role = 'owner' | 'admin' | 'developer' | 'service' | 'operator';

/** A sign-in: who one is, and until when the token says so. */
export interface Grant {
  token: string;
  role: Role;
  account: string | null;
  expiresAt: Date;
}

/** Another grant for the same person; null where there is none without asking them. */
export type Renew = () => Promise<Grant | null>;

/** A token that ends sooner is renewed before it is used. */
const marginMs = 30_000;

/**
 * Somebody's time at the portal. It alone holds the token, in a private field of memory, and with it all that was answered: whoever signs in next gets a
 * session of their own, and finds nothing of this one.
 */
export class Session {
  readonly api: Api;
  readonly cache = new AnswerCache();
  readonly role: Role;
  /** Of owners, admins and developers; operators see every account. */
  readonly account: string | null;
  /** Told when the token has ended and nothing renews it. */
  onEnded: () => void = () => undefined;

  #grant: Grant;
  #renewal: Promise<Grant | null> | null = null;
  readonly #renew: Renew;
  readonly #ending = new AbortController();

  constructor(apiBase: string, grant: Grant, renew: Renew) {
    this.#grant = grant;
    this.#renew = renew;
    this.role = grant.role;
    this.account = grant.account;
    this.api = createApi(apiBase, (request) => this.#send(request));
  }

  /** Whether the role may order, pay and change what the account has. */
  get mayChange(): boolean {
    return this.role === 'owner' || this.role === 'admin';
  }

  /** Ends what is under way; none of its answers is heard any more. */
  end(): void {
    this.#ending.abort();
  }

  async #send(request: Request): Promise<Response> {
    const isEnding = this.#grant.expiresAt.getTime() - Date.now() < marginMs;
    const grant = isEnding ? ((await this.#renewed()) ?? this.#grant) : this.#grant;
    const again = request.clone();
    const response = await this.#fetch(request, grant);
    if (response.status !== 401) return response;

    const renewed = grant === this.#grant ? await this.#renewed() : this.#grant;
    if (renewed !== null) return this.#fetch(again, renewed);
    this.onEnded();
    return response;
  }

  async #fetch(request: Request, grant: Grant): Promise<Response> {
    const headers = new Headers(request.headers);
    headers.set('Authorization', `Bearer ${grant.token}`);
    const response = await fetch(request, { headers, signal: this.#ending.signal, cache: 'no-store', credentials: 'omit' });
    this.#ending.signal.throwIfAborted();
    return response;
  }

  /** One renewal at a time, and never into somebody else. */
  async #renewed(): Promise<Grant | null> {
    this.#renewal ??= this.#renew();
    try {
      const grant = await this.#renewal;
      this.#ending.signal.throwIfAborted();
      if (grant === null || grant.role !== this.role || grant.account !== this.account) return null;
      this.#grant = grant;
      return grant;
    } finally {
      this.#renewal = null;
    }
  }
}
