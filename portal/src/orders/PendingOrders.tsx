import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { answer, useCommand, useGet, type Order } from '../api';
import { Badge, Button, Card, Dialog, ErrorNotice, Instant, useTell } from '../design';
import { formatMoney } from '../design/format';
import { useTimeZone } from '../accounts/useAccount';
import { hasReturned } from '../payments/returning';
import { useAccountId, useSession } from '../session/SessionContext';
import { OrderFollowUp } from './OrderFollowUp';
import { isOpen, kindOf, statusOf } from './words';

const recent = 20;

/** The account's orders that wait for somebody: what is to be done, and the way out. */
export function PendingOrders({ kinds }: { kinds: readonly Order['kind'][] }): JSX.Element {
  const accountId = useAccountId();
  const orders = useGet('/api/v1/accounts/{accountId}/orders', { path: { accountId }, query: { limit: recent } });
  const open = orders.data?.items.filter((order) => kinds.includes(order.kind) && isOpen(order)) ?? [];
  const [shown, setShown] = useState<Order | null>(null);
  const { cache } = useSession();
  const [isBack, setBack] = useState(hasReturned);
  const newest = orders.data?.items.find((order) => kinds.includes(order.kind));

  useEffect(() => {
    if (!isBack || newest === undefined) return;
    setBack(false);
    setShown(newest);
    // What came of it may be newer than what else the page has asked for.
    void cache.refresh();
  }, [isBack, newest]);

  return (
    <>
      {open.length > 0 && (
        <Card title={open.length === 1 ? 'An order waits' : 'Orders wait'}>
          <ul class="plain-list stack-tight">
            {open.map((order) => (
              <PendingOrder key={order.orderId} order={order} onShow={() => setShown(order)} />
            ))}
          </ul>
        </Card>
      )}
      {shown !== null && (
        <Dialog title={kindOf(shown)} onClose={() => setShown(null)} footer={<Button onClick={() => setShown(null)}>Close</Button>}>
          <OrderFollowUp orderId={shown.orderId} completed="The order is completed." />
        </Dialog>
      )}
    </>
  );
}

function PendingOrder({ order, onShow }: { order: Order; onShow: () => void }): JSX.Element {
  const accountId = useAccountId();
  const timeZone = useTimeZone();
  const { mayChange } = useSession();
  const tell = useTell();
  const cancel = useCommand(async (orderId: string, { api }) =>
    answer(api.POST('/api/v1/accounts/{accountId}/orders/{orderId}/cancel', { params: { path: { accountId, orderId } } })),
  );
  const { words, tone } = statusOf(order);
  const remaining = order.wire === null || order.wire.remaining.amount === order.total.amount ? null : order.wire.remaining;
  return (
    <li class="pending-order">
      <div>
        <p>
          <strong>
            {kindOf(order)}, {formatMoney(order.total)}
          </strong>{' '}
          <Badge tone={tone}>{words}</Badge>
        </p>
        <p class="muted small">
          Ordered <Instant value={order.createdAt} timeZone={timeZone} isDayOnly />
          {remaining !== null && `, ${formatMoney(remaining)} of it still missing`}
        </p>
      </div>
      <div class="actions">
        <Button variant="primary" onClick={onShow}>
          {order.status === 'requiresAction' && mayChange ? 'Confirm the payment' : order.wire === null ? 'Show' : 'How to pay'}
        </Button>
        {mayChange && (
          <Button isBusy={cancel.isBusy} onClick={() => void cancel.run(order.orderId).then((canceled) => canceled && tell('The order was canceled.'))}>
            Cancel the order
          </Button>
        )}
      </div>
      <ErrorNotice error={cancel.error} />
    </li>
  );
}
