import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Account } from '../api/generated/schema';
import { answer, createApi } from '../api/client';
import { asApiError, type ApiError } from '../api/problem';
import { Button } from '../design/Button';
import { Segmented, Select, TextField } from '../design/Field';
import { ErrorNotice } from '../design/states';
import type { Configuration } from './configuration';
import { signInForDevelopment, type Choice } from './development';
import { Session } from './session';

type PortalRole = 'owner' | 'admin' | 'developer' | 'operator';

const roles = [
  { value: 'owner', label: 'Owner' },
  { value: 'admin', label: 'Admin' },
  { value: 'developer', label: 'Developer' },
  { value: 'operator', label: 'Operator' },
] as const;

/** Stands for an account that is yet to be made. */
const newAccount = '+';

interface Props {
  configuration: Configuration;
  url: string;
  current: Choice | null;
  signInAs: (choice: Choice) => Promise<void>;
}

/** Which role of which account one wants to be. */
export function ChoiceForm({ configuration, url, current, signInAs }: Props): JSX.Element {
  const office = useBackOffice(configuration, url);
  const [role, setRole] = useState<PortalRole>(current === null || current.role === 'service' ? 'owner' : current.role);
  const [wanted, setWanted] = useState<string | null>(current?.account ?? null);
  const [name, setName] = useState('');
  const [error, setError] = useState<ApiError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const account = wanted ?? office.accounts?.[0]?.accountId ?? newAccount;

  const submit = async () => {
    setBusy(true);
    setError(null);
    try {
      if (role === 'operator') await signInAs({ role, account: null });
      else await signInAs({ role, account: account === newAccount ? await office.create(name.trim()) : account });
    } catch (thrown) {
      setError(asApiError(thrown));
      setBusy(false);
    }
  };

  const isLoading = office.accounts === null && office.error === null;
  const options = (office.accounts ?? []).map((each) => ({
    value: each.accountId,
    label: each.name === each.accountId ? each.name : `${each.name} (${each.accountId})`,
  }));
  return (
    <form
      class="stack-tight"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Segmented legend="Role" value={role} options={roles} onValue={setRole} />
      {role === 'operator' ? (
        <p class="muted">The back office: every account, contracts, wires and the books.</p>
      ) : (
        <>
          <Select
            label="Account"
            value={account}
            options={[...options, { value: newAccount, label: isLoading ? 'One moment…' : 'A new account…' }]}
            onValue={setWanted}
            disabled={isLoading}
          />
          {account === newAccount && !isLoading && (
            <TextField
              label="Name of the new account"
              hint="It starts a free trial."
              value={name}
              onValue={setName}
              required
              maxLength={100}
              autocomplete="organization"
            />
          )}
        </>
      )}
      <ErrorNotice error={error ?? office.error} />
      <Button type="submit" variant="primary" isBusy={isBusy || (isLoading && role !== 'operator')}>
        Continue as {role}
      </Button>
    </form>
  );
}

interface BackOffice {
  accounts: Account[] | null;
  error: ApiError | null;
  /** Makes an account by that name, and answers its id. */
  create: (name: string) => Promise<string>;
}

/** The accounts there are, seen with an operator's eyes while one chooses. */
function useBackOffice({ apiBase }: Configuration, url: string): BackOffice {
  const [api, setApi] = useState<ReturnType<typeof createApi> | null>(null);
  const [accounts, setAccounts] = useState<Account[] | null>(null);
  const [error, setError] = useState<ApiError | null>(null);

  useEffect(() => {
    const ask = () => signInForDevelopment(url, { role: 'operator', account: null });
    let session: Session | null = null;
    const load = async () => {
      session = new Session(apiBase, await ask(), ask);
      setApi(session.api);
      const page = await answer(session.api.GET('/api/v1/operations/accounts', { params: { query: { limit: 100 } } }));
      setAccounts(page.items);
    };
    load().catch((thrown: unknown) => {
      if (!(thrown instanceof DOMException)) setError(asApiError(thrown));
    });
    return () => session?.end();
  }, [apiBase, url]);

  const create = async (name: string) => {
    const accountId = idOf(name, accounts ?? []);
    const body = { name, kind: 'standard' as const, ownerEmail: `owner@${accountId}.example` };
    if (api !== null) await answer(api.PUT('/api/v1/accounts/{accountId}', { params: { path: { accountId } }, body }));
    return accountId;
  };
  return { accounts, error, create };
}

/** An id that reads like the name, and is nobody's yet. */
function idOf(name: string, taken: readonly Account[]): string {
  const base =
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60) || 'account';
  let id = base;
  for (let next = 2; taken.some((account) => account.accountId === id); next += 1) id = `${base}-${next}`;
  return id;
}
