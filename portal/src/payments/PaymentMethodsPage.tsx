import './methods.css';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { answer, useCommand, useGet, type PaymentMethod } from '../api';
import { Badge, Button, Card, EmptyState, ErrorNotice, Icon, Loaded, useTell } from '../design';
import { useAccountId, useSession } from '../session/SessionContext';
import { Page } from '../shell/Page';
import { AddMethodDialog } from './AddMethodDialog';
import { PaymentActionPanel } from './PaymentActionPanel';
import { RemoveMethodDialog } from './RemoveMethodDialog';
import { hasReturned } from './returning';

const waitingMs = 3_000;

/** The saved cards and PayPal accounts, and those whose customer still has to confirm. */
export default function PaymentMethodsPage(): JSX.Element {
  const { mayChange } = useSession();
  const [isAdding, setAdding] = useState(false);
  // From PayPal; the method tells by itself what came of it.
  useEffect(() => void hasReturned(), []);
  const add = mayChange && (
    <Button variant="primary" onClick={() => setAdding(true)}>
      <Icon name="plus" /> Add a payment method
    </Button>
  );
  return (
    <Page title="Payment methods" description="The default one pays renewals and automatic top-ups" actions={add}>
      <Methods />
      {isAdding && (
        <AddMethodDialog title="Add a payment method" words="It is kept for orders, renewals and automatic top-ups." onClose={() => setAdding(false)} />
      )}
    </Page>
  );
}

function Methods(): JSX.Element {
  const [isWaiting, setWaiting] = useState(false);
  const methods = useGet(
    '/api/v1/accounts/{accountId}/payment-methods',
    { path: { accountId: useAccountId() } },
    { pollMs: isWaiting ? waitingMs : undefined },
  );
  const waits = methods.data?.items.some(({ status }) => status !== 'active') ?? false;
  if (waits !== isWaiting) setWaiting(waits);
  return (
    <Card isFlush>
      <Loaded query={methods}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon="payment" title="No payment method yet">
              A card or PayPal account that pays an order is kept for the next one.
            </EmptyState>
          ) : (
            <ul class="saved-methods">
              {items.map((method) => (
                <Method key={method.id} method={method} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}

function Method({ method }: { method: PaymentMethod }): JSX.Element {
  const { mayChange } = useSession();
  const tell = useTell();
  const accountId = useAccountId();
  const [isRemoving, setRemoving] = useState(false);
  const makeDefault = useCommand((paymentMethodId: string, { api, header }) =>
    answer(api.POST('/api/v1/accounts/{accountId}/payment-methods/{paymentMethodId}/default', { params: { path: { accountId, paymentMethodId }, header } })),
  );
  const choose = async () => {
    if ((await makeDefault.run(method.id)) !== null) tell(`${method.label} is the default now.`);
  };
  return (
    <li class="saved-method">
      <div class="saved-method-words">
        <Icon name="payment" />
        <strong>{method.label}</strong>
        {method.isDefault && <Badge tone="positive">Default</Badge>}
        {method.status === 'requiresAction' && <Badge tone="warning">Waits for your confirmation</Badge>}
        {method.status === 'processing' && <Badge tone="info">Being saved</Badge>}
      </div>
      {mayChange && (
        <div class="actions">
          {method.status === 'active' && !method.isDefault && (
            <Button size="small" isBusy={makeDefault.isBusy} aria-label={`Make default: ${method.label}`} onClick={() => void choose()}>
              Make default
            </Button>
          )}
          <Button size="small" aria-label={`Remove: ${method.label}`} onClick={() => setRemoving(true)}>
            Remove
          </Button>
        </div>
      )}
      <ErrorNotice error={makeDefault.error} />
      {method.action !== null && mayChange && <PaymentActionPanel action={method.action} paymentName={method.id} />}
      {isRemoving && <RemoveMethodDialog method={method} onClose={() => setRemoving(false)} />}
    </li>
  );
}
