import './operations.css';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useList, type OpenWire } from '../api';
import { Button, Card, Day, EmptyState, Loaded, LoadMore, Money, Table } from '../design';
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
        <Loaded query={wires} lines={5}>
          {(rows) => (rows.length === 0 ? <EmptyState icon="wires" title="No bank transfer is waited for" /> : <WiresTable wires={rows} onAct={setOpen} />)}
        </Loaded>
        <LoadMore list={wires} />
      </Card>
      {open?.act === 'clear' && <ClearWireDialog wire={open.wire} onClose={close} />}
      {open?.act === 'reject' && <RejectWireDialog wire={open.wire} onClose={close} />}
    </Page>
  );
}

function WiresTable({ wires, onAct }: { wires: readonly OpenWire[]; onAct: (open: Open) => void }): JSX.Element {
  const rows = [...wires].sort((one, other) => (dueOf(one) < dueOf(other) ? -1 : 1));
  return (
    <Table
      caption="Bank transfers that are waited for, the soonest expected first"
      rows={rows}
      rowKey={({ order }) => order.orderId}
      columns={[
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
      ]}
    />
  );
}

function dueOf({ order }: OpenWire): string {
  return order.wire?.expectedBy ?? '';
}
