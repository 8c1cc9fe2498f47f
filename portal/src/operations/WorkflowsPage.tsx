import './operations.css';
import type { JSX } from 'preact';
import { useList, type WorkflowSummary } from '../api';
import { Badge, Card, EmptyState, Instant, ListTable, type Column } from '../design';
import { Page } from '../shell/Page';
import { useAddressPart } from '../shell/useAddressPart';
import { AccountSearch } from './AccountSearch';
import { WorkflowDialog } from './WorkflowDialog';
import { workflowStates } from './workflowStates';

/** What goes on by itself: of all accounts what waits or has failed, of one account everything. */
export default function WorkflowsPage(): JSX.Element {
  const [account, setAccount] = useAddressPart('account');
  const [open, setOpen] = useAddressPart('workflow');
  const workflows = useList('/api/v1/operations/workflows', { query: { limit: 50, ...(account !== null && { account }) } });
  const linkTo = (workflow: string) => `/workflows?${new URLSearchParams({ ...(account !== null && { account }), workflow })}`;
  const columns: Column<WorkflowSummary>[] = [
    {
      header: 'Workflow',
      cell: ({ instanceId, error }) => (
        <span class="cell-stack">
          <a href={linkTo(instanceId)}>{instanceId}</a>
          {error !== null && <span class="muted small">{error}</span>}
        </span>
      ),
    },
    { header: 'State', cell: ({ status }) => <Badge tone={workflowStates[status].tone}>{workflowStates[status].label}</Badge> },
    { header: 'Started (UTC)', cell: ({ startedAt }) => <Instant value={startedAt} /> },
    { header: 'Goes on (UTC)', cell: ({ wakesAt }) => (wakesAt === null ? 'Not by itself' : <Instant value={wakesAt} />) },
  ];
  return (
    <Page title="Workflows" description="Renewals, grace periods, trials, bank transfers and planned ends">
      <AccountSearch account={account} action="Show all of this account" onSearch={setAccount} onClear={() => setAccount(null)} />
      <Card isFlush>
        <ListTable
          list={workflows}
          lines={6}
          empty={<EmptyState icon="workflows" title="Nothing waits" />}
          caption="Workflows"
          rowKey={({ instanceId }) => instanceId}
          columns={columns}
        />
      </Card>
      {open !== null && <WorkflowDialog instanceId={open} onClose={() => setOpen(null)} />}
    </Page>
  );
}
