import { afterEach, expect, test, vi } from 'vitest';
import { answer } from '../api/client';
import { Session, type Grant, type Role } from './session';

const inAnHour = () => new Date(Date.now() + 3_600_000);
const grant = (token: string, account = 'acme', expiresAt = inAnHour(), role: Role = 'owner'): Grant => ({ token, role, account, expiresAt });
const read = (session: Session) => answer(session.api.GET('/api/v1/accounts/{accountId}', { params: { path: { accountId: 'acme' } } }));

/** The API, as far as sessions see it: it knows which tokens are good, and remembers which came. */
function serve(...good: string[]): string[] {
  const came: string[] = [];
  vi.stubGlobal('location', { origin: 'http://portal.example' });
  vi.stubGlobal('fetch', async (_: Request, init: RequestInit) => {
    const token = new Headers(init.headers).get('Authorization')?.replace('Bearer ', '') ?? '';
    came.push(token);
    return good.includes(token) ? Response.json({ accountId: 'acme' }) : Response.json({ status: 401, code: 'unauthenticated', detail: 'no' }, { status: 401 });
  });
  return came;
}

afterEach(() => vi.unstubAllGlobals());

test('a token that has ended is renewed once, for all who wait for it', async () => {
  const came = serve('new');
  const renew = vi.fn(() => Promise.resolve(grant('new')));
  const session = new Session('/api/v1', grant('old', 'acme', new Date(0)), renew);

  await Promise.all([read(session), read(session), read(session)]);

  expect(renew).toHaveBeenCalledOnce();
  expect(came).toEqual(['new', 'new', 'new']);
});

test('a token that is refused is renewed, and the call sent again', async () => {
  const came = serve('new');
  const session = new Session('/api/v1', grant('revoked'), () => Promise.resolve(grant('new')));

  await read(session);

  expect(came).toEqual(['revoked', 'new']);
});

test('a renewal never leads into another account', async () => {
  const came = serve('other');
  const session = new Session('/api/v1', grant('old'), () => Promise.resolve(grant('other', 'rival')));
  session.onEnded = vi.fn();

  await expect(read(session)).rejects.toMatchObject({ code: 'unauthenticated' });

  expect(came).toEqual(['old']);
  expect(session.onEnded).toHaveBeenCalledOnce();
});

test('what is answered after the end is heard by nobody', async () => {
  let respond: ((response: Response) => void) | null = null;
  vi.stubGlobal('location', { origin: 'http://portal.example' });
  vi.stubGlobal('fetch', () => new Promise<Response>((resolve) => (respond = resolve)));
  const session = new Session('/api/v1', grant('good'), () => Promise.resolve(null));

  const call = read(session);
  await vi.waitFor(() => expect(respond).not.toBeNull());
  session.end();
  (respond as unknown as (response: Response) => void)(Response.json({ accountId: 'acme' }));

  await expect(call).rejects.toMatchObject({ name: 'AbortError' });
});

test('the token is nowhere to be read', () => {
  serve();
  const session = new Session('/api/v1', grant('secret'), () => Promise.resolve(null));

  expect(JSON.stringify(session) + Object.values(session).map(String).join()).not.toContain('secret');
});
