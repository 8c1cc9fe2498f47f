import { ApiError, isProblem, unreachable } from '../api/problem';
import type { Grant, Role } from './session';

/** Who one wants to be at a home that takes one's word for it. */
export interface Choice {
  role: Role;
  account: string | null;
}

/** Which choice a reload goes on with. It is no secret, and opens nothing. */
const remembered = 'billing.development-sign-in';

export async function signInForDevelopment(url: string, choice: Choice): Promise<Grant> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(choice),
    cache: 'no-store',
    credentials: 'omit',
  });
  const body: unknown = await response.json().catch(() => null);
  if (isProblem(body)) throw new ApiError(body);
  if (!response.ok) throw unreachable(response.status, `The sign-in was answered with ${response.status}.`);
  const grant = body as { token: string; role: Role; account: string | null; expiresAt: string };
  return { ...grant, expiresAt: new Date(grant.expiresAt) };
}

export function remember(choice: Choice | null): void {
  if (choice === null) sessionStorage.removeItem(remembered);
  else sessionStorage.setItem(remembered, JSON.stringify(choice));
}

export function recall(): Choice | null {
  try {
    return JSON.parse(sessionStorage.getItem(remembered) ?? 'null') as Choice | null;
  } catch {
    return null;
  }
}
