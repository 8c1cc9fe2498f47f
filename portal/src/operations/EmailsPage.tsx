import './operations.css';
import type { JSX } from 'preact';
import { answer, useCommand, useList, type EmailTrouble } from '../api';
import { Badge, Button, Card, EmptyState, ErrorNotice, Instant, ListTable, useTell, type Tone } from '../design';
import { Page } from '../shell/Page';

const states: Record<EmailTrouble['status'], { label: string; tone: Tone }> = {
  queued: { label: 'Tried again', tone: 'warning' },
  accepted: { label: 'Accepted', tone: 'info' },
  sent: { label: 'Sent', tone: 'positive' },
  dropped: { label: 'Dropped', tone: 'neutral' },
  failed: { label: 'Given up', tone: 'danger' },
};

/** E-mails that did not go out as planned, and addresses that get none any more. */
export default function EmailsPage(): JSX.Element {
  return (
    <Page title="E-mails" description="What did not go out as planned">
      <Troubles />
      <Suppressed />
    </Page>
  );
}

function Troubles(): JSX.Element {
  const troubles = useList('/api/v1/operations/emails', { query: { limit: 20 } });
  return (
    <Card title="Troubles" isFlush>
      <ListTable
        list={troubles}
        empty={<EmptyState icon="mail" title="Every e-mail went out" />}
        caption="E-mails in trouble, the newest first"
        rowKey={({ emailId }) => emailId}
        columns={[
          {
            header: 'E-mail',
            cell: ({ template, reason }) => (
              <span class="cell-stack">
                {template}
                <span class="muted small">{reason}</span>
              </span>
            ),
          },
          { header: 'To', cell: ({ to }) => to.join(', ') },
          { header: 'Account', cell: ({ account }) => account ?? 'The platform' },
          { header: 'State', cell: ({ status }) => <Badge tone={states[status].tone}>{states[status].label}</Badge> },
          { header: 'Tries', align: 'end', cell: ({ attempts }) => attempts },
          { header: 'When (UTC)', cell: ({ at }) => <Instant value={at} /> },
        ]}
      />
    </Card>
  );
}

function Suppressed(): JSX.Element {
  const tell = useTell();
  const addresses = useList('/api/v1/operations/suppressed-addresses', { query: { limit: 20 } });
  const lift = useCommand((address: string, { api }) => answer(api.DELETE('/api/v1/operations/suppressed-addresses', { params: { query: { address } } })));
  const liftAddress = async (address: string) => {
    if ((await lift.run(address)) !== null) tell(`${address} gets e-mails again.`);
  };
  return (
    <Card title="Addresses that get no e-mails" description="They bounced or complained." isFlush>
      <ErrorNotice error={lift.error} />
      <ListTable
        list={addresses}
        empty={<EmptyState icon="mail" title="None" />}
        caption="Addresses that get no e-mails"
        rowKey={({ address }) => address}
        columns={[
          { header: 'Address', cell: ({ address }) => address },
          { header: 'Why', cell: ({ reason }) => reason },
          { header: 'Since (UTC)', cell: ({ at }) => <Instant value={at} /> },
          {
            header: 'Actions',
            isHeaderHidden: true,
            align: 'end',
            cell: ({ address }) => (
              <Button size="small" isBusy={lift.isBusy} aria-label={`Switch on again: ${address}`} onClick={() => void liftAddress(address)}>
                Switch on again
              </Button>
            ),
          },
        ]}
      />
    </Card>
  );
}
