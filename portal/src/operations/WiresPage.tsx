import './operations.css';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useList, type OpenWire } from '../api';
import { Button, Card, Day, EmptyState, ListTable, Money, type Column } from '../design';
import { Page } from '../shell/Page';
import { ClearWireDialog } from './ClearWireDialog';
import { RejectWireDialog } from './RejectWireDialog';

type Open = { wire: OpenWire; act: 'clear' | 'reject' } | null;

/** The bank transfers that are waited for: to count one that came elsewhere, or not to accept it. */
export default function WiresPage(): JSX.Element {
  const wires = useList('/api/v1/operations/wires', { query: { limit: 50 } });
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <Page title="Wires" description="Bank transfers that are waited for">
      <Card isFlush>
        <ListTable
          list={{ ...wires, data: wires.data && wires.data.toSorted(bySoonest) }}
          lines={5}
          empty={<EmptyState icon="wires" title="No bank transfer is waited for" />}
          caption="Bank transfers that are waited for, the soonest expected first"
          rowKey={({ order }) => order.orderId}
          columns={columnsFor(setOpen)}
        />
      </Card>
      {open?.act === 'clear' && <ClearWireDialog wire={open.wire} onClose={close} />}
      {open?.act === 'reject' && <RejectWireDialog wire={open.wire} onClose={close} />}
    </Page>
  );
}

function columnsFor(onAct: (open: Open) => void): Column<OpenWire>[] {
  return [
    { header: 'Reference', cell: ({ order }) => <code>{order.wire?.reference ?? 'None yet'}</code> },
    { header: 'Account', cell: ({ accountId }) => <a href={`/accounts/${encodeURIComponent(accountId)}/plan`}>{accountId}</a> },
    { header: 'Amount', align: 'end', cell: ({ order }) => <Money value={order.total} /> },
    { header: 'Remaining', align: 'end', cell: ({ order }) => order.wire && <Money value={order.wire.remaining} /> },
    { header: 'Expected by', cell: ({ order }) => order.wire && <Day value={order.wire.expectedBy} /> },
    {
      header: 'Actions',
      isHeaderHidden: true,
      align: 'end',
      cell: (wire) => (
        <span class="actions row-end">
          <Button size="small" aria-label={`Clear ${wire.order.wire?.reference}`} onClick={() => onAct({ wire, act: 'clear' })}>
            Clear
          </Button>
          <Button size="small" aria-label={`Reject ${wire.order.wire?.reference}`} onClick={() => onAct({ wire, act: 'reject' })}>
            Reject
          </Button>
        </span>
      ),
    },
  ];
}

function bySoonest(one: OpenWire, other: OpenWire): number {
  return (one.order.wire?.expectedBy ?? '') < (other.order.wire?.expectedBy ?? '') ? -1 : 1;
}
