import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Button, IdField } from '../design';

interface Props {
  account: string | null;
  action: string;
  onSearch: (account: string) => void;
  /** Shows all again; left out where one account is always needed. */
  onClear?: () => void;
}

/** Names the account that a page of the back office is about. */
export function AccountSearch({ account, action, onSearch, onClear }: Props): JSX.Element {
  const [id, setId] = useState(account ?? '');
  useEffect(() => setId(account ?? ''), [account]);
  return (
    <form
      class="search-form"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(id);
      }}
    >
      <IdField label="Account ID" value={id} onValue={setId} />
      <Button type="submit">{action}</Button>
      {account !== null && onClear !== undefined && (
        <Button variant="quiet" onClick={onClear}>
          Show all
        </Button>
      )}
    </form>
  );
}
