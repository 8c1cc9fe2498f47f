import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { useGet, type Order } from '../api';
import { ErrorNotice, Notice, Skeleton, useFocusKept } from '../design';
import { formatMoney } from '../design/format';
import { PaymentActionPanel } from '../payments/PaymentActionPanel';
import { useAccountId, useSession } from '../session/SessionContext';
import { OrderLines } from './OrderLines';
import { WireInstructions } from './WireInstructions';
import { isOpen } from './words';
import './orders.css';

const pollMs = 2_000;

interface Props {
  orderId: string;
  /** What is said once it is through: `Your plan is active.` */
  completed: string;
}

/** An order from its submission to its end: the bank's question, PayPal's page, the transfer's instructions, and what came of it. */
export function OrderFollowUp({ orderId, completed }: Props): JSX.Element {
  const accountId = useAccountId();
  const { cache } = useSession();
  const query = useGet('/api/v1/accounts/{accountId}/orders/{orderId}', { path: { accountId, orderId } });
  const order = query.data;
  const isWaiting = order !== null && isOpen(order);
  const state = useFocusKept<HTMLDivElement>(order?.status);

  useEffect(() => {
    if (!isWaiting) return undefined;
    const timer = setInterval(query.reload, pollMs);
    return () => clearInterval(timer);
  }, [isWaiting, query.reload]);

  // Once it has ended, by whatever came from outside, all else that is shown may have changed with it.
  useEffect(() => {
    if (order !== null && !isWaiting) void cache.refresh();
  }, [order?.status]);

  if (order === null) return query.error === null ? <Skeleton /> : <ErrorNotice error={query.error} onRetry={query.reload} />;
  return (
    <div class="stack">
      <div ref={state} tabIndex={-1} role="status">
        <OrderState order={order} completed={completed} />
      </div>
      {order.lines.length > 0 && <OrderLines lines={order.lines} total={order.total} totalLabel="Total" />}
    </div>
  );
}

function OrderState({ order, completed }: { order: Order; completed: string }): JSX.Element {
  switch (order.status) {
    case 'completed':
      return (
        <Notice tone="positive" title={completed}>
          {order.total.amount > 0 && <p>{formatMoney(order.total)} was paid.</p>}
        </Notice>
      );
    case 'scheduled':
      return (
        <Notice tone="positive" title="It is planned.">
          <p>Nothing was charged. It takes effect with the next renewal, and is charged then.</p>
        </Notice>
      );
    case 'requiresAction':
      return order.action === null ? <Waiting /> : <PaymentActionPanel action={order.action} paymentName={order.orderId} />;
    case 'pendingPaymentClearance':
      return order.wire === null ? <Waiting /> : <WireInstructions wire={order.wire} />;
    case 'processing':
      return <Waiting />;
    case 'failed':
      return (
        <Notice tone="danger" title="The payment failed.">
          <p>Nothing was charged and nothing changed. Order again with another payment method.</p>
        </Notice>
      );
    case 'canceled':
    case 'expired':
      return <Notice tone="neutral" title={order.status === 'canceled' ? 'The order was canceled.' : 'The order expired.'} />;
  }
}

function Waiting(): JSX.Element {
  return <Notice tone="info" title="The payment is under way…" />;
}
