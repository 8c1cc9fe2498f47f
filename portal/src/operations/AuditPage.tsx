import './operations.css';
import type { JSX } from 'preact';
import { useList } from '../api';
import { Card, EmptyState, Instant, ListTable } from '../design';
import { Page } from '../shell/Page';
import { useAddressPart } from '../shell/useAddressPart';
import { AccountSearch } from './AccountSearch';

/** What operators did to an account. */
export default function AuditPage(): JSX.Element {
  const [account, setAccount] = useAddressPart('account');
  return (
    <Page title="Audit" description="What the back office did to an account, and why">
      <AccountSearch account={account} action="Show" onSearch={setAccount} />
      <Card isFlush>{account === null ? <EmptyState icon="audit" title="Name an account" /> : <Trail account={account} />}</Card>
    </Page>
  );
}

function Trail({ account }: { account: string }): JSX.Element {
  const entries = useList('/api/v1/operations/audit', { query: { account, limit: 50 } });
  return (
    <ListTable
      list={entries}
      lines={6}
      empty={<EmptyState icon="audit" title="Nothing was done to it" />}
      caption={`What was done to ${account}, the newest first`}
      rowKey={(_, index) => String(index)}
      columns={[
        { header: 'What', cell: ({ action }) => <code>{action}</code> },
        { header: 'When (UTC)', cell: ({ at }) => <Instant value={at} /> },
        { header: 'Who', cell: ({ actor }) => actor },
        { header: 'Details', cell: ({ detail }) => detail },
      ]}
    />
  );
}
