import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { answer, ApiError, useCommand, useGet, type Account, type BillingInformation, type Catalog, type OrderBody, type PlanInformation } from '../api';
import { Button, Dialog, ErrorNotice, Loaded, Segmented } from '../design';
import { formatMoney } from '../design/format';
import { PaymentMethodChooser } from '../payments/PaymentMethodChooser';
import { usePaymentMethod } from '../payments/usePaymentMethod';
import { useAccountId, useAccountPath, useDesk } from '../session/SessionContext';
import { BillingInformationFields, emptyInformation, useKnownInformation } from './BillingInformationFields';
import { bodyOf, draftOf, type Draft, type Interval } from './draft';
import { ExtrasChoice } from './ExtrasChoice';
import { OrderFollowUp } from './OrderFollowUp';
import { OrderSummary } from './OrderSummary';
import { PlanChoice } from './PlanChoice';
import { SeatsChoice } from './SeatsChoice';
import { usePreview } from './usePreview';
import './orders.css';

interface Props {
  account: Account;
  information: PlanInformation;
  onClose: () => void;
}

/** Subscribe, or change what is held: the order's form until it is submitted, then what is to be done for it. */
export function OrderDialog({ account, information, onClose }: Props): JSX.Element {
  const catalog = useGet('/api/v1/plans', {});
  const known = useKnownInformation();
  const [orderId, setOrderId] = useState<string | null>(null);
  // As it was when the dialog opened: the order itself changes it.
  const [hasPlan] = useState(information.status === 'active' || information.status === 'pastDue');
  const title = hasPlan ? 'Change your plan' : 'Choose your plan';

  if (orderId !== null) {
    return (
      <Dialog title={title} onClose={onClose} footer={<Button onClick={onClose}>Close</Button>}>
        <OrderFollowUp orderId={orderId} completed={hasPlan ? 'Your plan was changed.' : 'Your plan is active.'} />
      </Dialog>
    );
  }
  if (catalog.data === null || known.isLoading) {
    return (
      <Dialog title={title} onClose={onClose} size="wide">
        <Loaded query={catalog}>{() => null}</Loaded>
      </Dialog>
    );
  }
  return <OrderForm {...{ account, information, title, onClose }} catalog={catalog.data} known={known.information} onSubmitted={setOrderId} />;
}

interface FormProps extends Props {
  title: string;
  catalog: Catalog;
  known: BillingInformation | null;
  onSubmitted: (orderId: string) => void;
}

const intervals = [
  { value: 'month', label: 'Monthly' },
  { value: 'year', label: 'Yearly' },
] as const satisfies readonly { value: Interval; label: string }[];

function OrderForm({ account, information, title, catalog, known, onClose, onSubmitted }: FormProps): JSX.Element {
  const accountId = useAccountId();
  const returnPath = useAccountPath()('plan');
  const { provider } = useDesk().configuration.payments;
  const [first] = useState<Draft>(() => draftOf(information, catalog));
  const [draft, setDraft] = useState<Draft>(first);
  const [effective, setEffective] = useState<OrderBody['effective']>(null);
  const [billing, setBilling] = useState<BillingInformation>(known ?? emptyInformation(account));
  const payment = usePaymentMethod(['card', 'paypal', 'wire'], returnPath);
  const change = (part: Partial<Draft>) => setDraft((last) => ({ ...last, ...part }));

  const wanted = bodyOf(draft, effective);
  // Where the buyer sits decides the tax, and is asked for as soon as it can be meant.
  const isAddressed = billing.address.country.length === 2 && billing.name !== '' && billing.address.line1 !== '';
  const isUnchanged = information.status === 'active' && effective === null && JSON.stringify(draft) === JSON.stringify(first);
  const addressed = isAddressed && JSON.stringify(billing) !== JSON.stringify(known) ? { ...wanted, billingInformation: billing } : wanted;
  const preview = usePreview(isUnchanged ? null : addressed);

  const order = useCommand(async (input: { body: OrderBody; method: string }, { api, header }) => {
    const call = api.POST('/api/v1/accounts/{accountId}/orders', { params: { path: { accountId }, header }, body: input.body });
    return (await answer(call)).orderId;
  });
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const error = refusal ?? order.error;
  const isFree = preview.data !== null && preview.data.total.amount <= 0 && information.status !== 'trialing';

  const submit = async () => {
    setRefusal(null);
    try {
      const paymentMethod = isFree ? null : await payment.toBody(provider);
      const body: OrderBody = { ...wanted, billingInformation: billing, ...(paymentMethod === null ? {} : { paymentMethod }) };
      const orderId = await order.run({ body, method: payment.picked.kind });
      if (orderId !== null) onSubmitted(orderId);
    } catch (thrown) {
      if (!(thrown instanceof ApiError)) throw thrown;
      setRefusal(thrown);
    }
  };

  const footer = (
    <>
      <OrderRefusal error={error} />
      <p class="order-footer-total">
        {preview.data !== null && (
          <>
            {preview.data.status === 'scheduled' ? 'Nothing to pay now' : 'To pay now: '}
            {preview.data.status !== 'scheduled' && (
              <strong class="number">{formatMoney({ ...preview.data.total, amount: Math.max(0, preview.data.total.amount) })}</strong>
            )}
          </>
        )}
      </p>
      <Button onClick={onClose}>Not now</Button>
      <Button type="submit" form="order" variant="primary" isBusy={order.isBusy} disabled={isUnchanged || preview.error !== null}>
        {preview.data?.status === 'scheduled' ? 'Plan the change' : 'Place the order'}
      </Button>
    </>
  );

  return (
    <Dialog title={title} onClose={onClose} size="wide" footer={footer}>
      <form
        id="order"
        class="order-form"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div class="stack">
          <section class="stack-tight">
            <div class="order-section-header">
              <h3>Plan</h3>
              <Segmented legend="Billed" isLegendHidden value={draft.interval} options={intervals} onValue={(interval) => change({ interval })} />
            </div>
            <PlanChoice plans={catalog.plans} draft={draft} held={information.plan} onPlan={(plan) => change({ plan })} />
          </section>
          <SeatsChoice catalog={catalog} draft={draft} information={information} error={error} onChange={change} />
          <ExtrasChoice catalog={catalog} draft={draft} onChange={change} />
          <section class="stack-tight">
            <h3>Billing information</h3>
            <BillingInformationFields value={billing} isKnown={known !== null} error={error} onValue={setBilling} />
          </section>
          {!isFree && (
            <section class="stack-tight">
              <h3>Payment method</h3>
              <PaymentMethodChooser payment={payment} error={error} />
            </section>
          )}
        </div>
        <OrderSummary {...{ isUnchanged, draft, catalog, information, preview, effective }} onEffective={setEffective} />
      </form>
    </Dialog>
  );
}

/** In sight, wherever the form is scrolled to; a field that is at fault gets the focus. */
function OrderRefusal({ error }: { error: ApiError | null }): JSX.Element {
  useEffect(() => {
    if (error !== null) document.querySelector<HTMLElement>('#order [aria-invalid]')?.focus();
  }, [error]);
  return (
    <div class="order-refusal">
      <ErrorNotice error={error} />
    </div>
  );
}
