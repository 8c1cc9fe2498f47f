import './operations.css';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useGet, useList, type Account, type List } from '../api';
import { Badge, Button, Card, EmptyState, Instant, ListTable } from '../design';
import { Page } from '../shell/Page';
import { useAddressPart } from '../shell/useAddressPart';
import { AccountSearch } from './AccountSearch';
import { GrantDialog } from './GrantDialog';

/** Every account, to find one and to look at it as its owner sees it. */
export default function AccountsPage(): JSX.Element {
  const [wanted, setWanted] = useAddressPart('account');
  return (
    <Page title="Accounts">
      <AccountSearch account={wanted} action="Find" onSearch={setWanted} onClear={() => setWanted(null)} />
      <Card isFlush>{wanted === null ? <AllAccounts /> : <FoundAccount accountId={wanted} />}</Card>
    </Page>
  );
}

function AllAccounts(): JSX.Element {
  const accounts = useList('/api/v1/operations/accounts', { query: { limit: 50 } });
  return <AccountsTable list={accounts} />;
}

function FoundAccount({ accountId }: { accountId: string }): JSX.Element {
  const account = useGet('/api/v1/accounts/{accountId}', { path: { accountId } });
  return account.error?.code === 'account-not-found' ? (
    <EmptyState icon="accounts" title={`There is no account ${accountId}`} />
  ) : (
    <AccountsTable list={{ ...account, data: account.data && [account.data], hasMore: false, isLoadingMore: false, loadMore: () => undefined }} />
  );
}

function AccountsTable({ list }: { list: List<Account> }): JSX.Element {
  const [granted, setGranted] = useState<Account | null>(null);
  return (
    <>
      <ListTable
        list={list}
        lines={6}
        empty={<EmptyState icon="accounts" title="No accounts yet" />}
        caption="Accounts"
        rowKey={({ accountId }) => accountId}
        columns={[
          { header: 'Account', cell: (account) => <AccountLink {...account} /> },
          { header: 'Kind', cell: ({ kind }) => (kind === 'enterprise' ? <Badge tone="info">Enterprise</Badge> : <Badge>Standard</Badge>) },
          { header: 'Owner', cell: ({ ownerEmail }) => ownerEmail },
          { header: 'Since', cell: ({ createdAt, timeZone }) => <Instant value={createdAt} timeZone={timeZone} isDayOnly /> },
          {
            header: 'Actions',
            isHeaderHidden: true,
            align: 'end',
            cell: (account) => (
              <span class="actions row-end">
                {account.kind === 'enterprise' && <a href={`/contracts?account=${encodeURIComponent(account.accountId)}`}>Contract</a>}
                <Button size="small" aria-label={`Grant credits: ${account.accountId}`} onClick={() => setGranted(account)}>
                  Grant credits
                </Button>
              </span>
            ),
          },
        ]}
      />
      {granted !== null && <GrantDialog account={granted} onClose={() => setGranted(null)} />}
    </>
  );
}

function AccountLink({ accountId, name }: Account): JSX.Element {
  return (
    <span class="cell-stack">
      <a href={`/accounts/${encodeURIComponent(accountId)}/plan`}>{name}</a>
      <span class="muted small">{accountId}</span>
    </span>
  );
}
