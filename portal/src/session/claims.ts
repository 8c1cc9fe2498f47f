import type { Grant, Role } from './session';

const roles: readonly Role[] = ['owner', 'admin', 'developer', 'service', 'operator'];

/**
 * A grant from a token that somebody else made. The portal only reads what the token says to show the right pages; whether it is true is the API's to judge.
 * @throws Error where the token names no role.
 */
export function grantOf(token: string, roleClaim = 'role', accountClaim = 'account'): Grant {
  const claims = claimsOf(token);
  const role = roles.find((name) => name === claims[roleClaim]);
  if (role === undefined) throw new Error('This token names no role of the billing API.');
  const account = claims[accountClaim];
  const expiry = claims['exp'];
  return {
    token,
    role,
    account: typeof account === 'string' ? account : null,
    expiresAt: typeof expiry === 'number' ? new Date(expiry * 1000) : new Date(8.64e15),
  };
}

function claimsOf(token: string): Record<string, unknown> {
  try {
    const payload = (token.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/');
    const bytes = Uint8Array.from(atob(payload), (char) => char.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
  } catch {
    throw new Error('This is no token: expected a JSON Web Token.');
  }
}
