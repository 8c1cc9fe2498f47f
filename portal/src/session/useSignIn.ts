import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { grantOf } from './claims';
import { loadConfiguration, type Configuration } from './configuration';
import { recall, remember, signInForDevelopment, type Choice } from './development';
import { Session, type Grant, type Renew } from './session';
import type { Desk } from './SessionContext';

/** Where signing in stands, and what can be done about it. */
export type SignIn =
  | { kind: 'starting' }
  | { kind: 'broken'; why: string }
  | ({ kind: 'signedOut'; configuration: Configuration; why: string | null } & Ways)
  | { kind: 'signedIn'; desk: Desk; number: number };

export interface Ways {
  signInAs: (choice: Choice) => Promise<void>;
  signInWithToken: (token: string) => void;
  signInElsewhere: () => Promise<void>;
}

export function useSignIn(): SignIn {
  const [configuration, setConfiguration] = useState<Configuration | null>(null);
  const [signedIn, setSignedIn] = useState<{ desk: Desk; number: number } | null>(null);
  const [out, setOut] = useState<{ why: string | null } | null>(null);
  const [broken, setBroken] = useState<string | null>(null);
  const current = useRef<{ sessions: Session[]; number: number }>({ sessions: [], number: 0 });

  /** Ends the session that was, and everything that is under way for it. */
  const leave = useCallback((why: string | null) => {
    for (const session of current.current.sessions) session.end();
    current.current.sessions = [];
    setSignedIn(null);
    setOut({ why });
  }, []);

  /** @param farewell What signing out means elsewhere. */
  const enter = useCallback((settings: Configuration, grant: Grant, renew: Renew, farewell: () => Promise<void> = () => Promise.resolve()) => {
    for (const session of current.current.sessions) session.end();
    const session = new Session(settings.apiBase, grant, renew);
    session.onEnded = () => {
      if (current.current.sessions.includes(session)) leave('Your sign-in has ended.');
    };
    const back = backOffice(settings, session);
    current.current.sessions = back === null || back === session ? [session] : [session, back];
    const number = ++current.current.number;
    const { signIn } = settings;
    const desk: Desk = {
      configuration: settings,
      session,
      signInAs: signIn.kind === 'development' ? (choice) => become(settings, signIn.url, choice, '/') : null,
      signOut: () => {
        remember(null);
        history.replaceState(null, '', '/');
        leave(null);
        void farewell().catch(() => undefined);
      },
      testDesk: back?.api ?? null,
    };
    setSignedIn({ desk, number });
    setOut(null);
  }, []);

  /** @param path Where to begin, for somebody else's page may be none of one's own. */
  const become = useCallback(async (settings: Configuration, url: string, choice: Choice, path?: string) => {
    const grant = await signInForDevelopment(url, choice);
    remember(choice);
    if (path !== undefined) history.replaceState(null, '', path);
    enter(settings, grant, () => signInForDevelopment(url, choice));
  }, []);

  useEffect(() => {
    const start = async () => {
      const settings = await loadConfiguration();
      setConfiguration(settings);
      const choice = recall();
      if (settings.signIn.kind === 'development' && choice !== null) {
        await become(settings, settings.signIn.url, choice).catch(() => leave(null));
      } else if (settings.signIn.kind === 'openIdConnect') {
        const { OpenIdConnect } = await import('./openIdConnect');
        const issuer = new OpenIdConnect(settings.signIn);
        if (!OpenIdConnect.hasReturned) return issuer.leave(true);
        const arrived = await issuer.arrive();
        if (arrived === null) leave(null);
        else enter(settings, arrived.grant, arrived.renew, () => issuer.leaveForGood());
      } else {
        leave(null);
      }
      return undefined;
    };
    start().catch((error: unknown) => setBroken(error instanceof Error ? error.message : String(error)));
  }, []);

  if (broken !== null) return { kind: 'broken', why: broken };
  if (signedIn !== null) return { kind: 'signedIn', ...signedIn };
  if (configuration === null || out === null) return { kind: 'starting' };
  const { signIn } = configuration;
  return {
    kind: 'signedOut',
    configuration,
    why: out.why,
    signInAs: (choice) => (signIn.kind === 'development' ? become(configuration, signIn.url, choice) : Promise.resolve()),
    signInWithToken: (token) => enter(configuration, grantOf(token), () => Promise.resolve(null)),
    signInElsewhere: async () => {
      if (signIn.kind !== 'openIdConnect') return;
      const { OpenIdConnect } = await import('./openIdConnect');
      await new OpenIdConnect(signIn).leave(false);
    },
  };
}

/** An operator's session beside one's own, for the test clock and the test customer alone; its token is fetched when it is first used. */
function backOffice({ apiBase, clock, signIn }: Configuration, session: Session): Session | null {
  if (!clock) return null;
  if (session.role === 'operator') return session;
  if (signIn.kind !== 'development') return null;
  const { url } = signIn;
  const nothingYet: Grant = { token: '', role: 'operator', account: null, expiresAt: new Date(0) };
  return new Session(apiBase, nothingYet, () => signInForDevelopment(url, { role: 'operator', account: null }));
}
