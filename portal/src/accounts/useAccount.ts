import { useGet, type Account, type Query } from '../api';
import { useAccountId } from '../session/SessionContext';

/** The account that the page is about. */
export function useAccount(): Query<Account> {
  const accountId = useAccountId();
  return useGet('/api/v1/accounts/{accountId}', { path: { accountId } });
}

/** The account's zone, in which its days are told; UTC until it is known. */
export function useTimeZone(): string {
  return useAccount().data?.timeZone ?? 'UTC';
}
