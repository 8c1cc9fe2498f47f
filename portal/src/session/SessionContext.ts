import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import type { Configuration } from './configuration';
import type { Choice } from './development';
import type { Api } from '../api/client';
import type { Session } from './session';

export interface Desk {
  configuration: Configuration;
  session: Session;
  /** Becomes somebody else; null where signing in is not one's own choice. */
  signInAs: ((choice: Choice) => Promise<void>) | null;
  signOut: () => void;
  /** The API as the back office, which moves the test clock and plays the customer's bank; null where there is no test clock. */
  testDesk: Api | null;
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error('Nobody is signed in.');
  return desk;
}

export function useSession(): Session {
  return useDesk().session;
}

/** The account that the page is about: the address's, else one's own. */
export function useAccountId(): string {
  const session = useSession();
  const account = useRoute().params['accountId'] ?? session.account;
  if (account === null || account === undefined) throw new Error('This page is about an account, and none is named.');
  return account;
}

/** Where another page about the same account is. */
export function useAccountPath(): (page: string) => string {
  const { account } = useSession();
  const named = useRoute().params['accountId'];
  return (page) => (named === undefined || named === account ? `/${page}` : `/accounts/${encodeURIComponent(named)}/${page}`);
}
