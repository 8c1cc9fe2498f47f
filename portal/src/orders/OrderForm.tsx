import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Account, ApiError, BillingInformation, Catalog, PlanInformation } from '../api';
import { Button, Dialog, ErrorNotice, Segmented } from '../design';
import { formatMoney } from '../design/format';
import { PaymentMethodChooser } from '../payments/PaymentMethodChooser';
import { BillingInformationFields } from './BillingInformationFields';
import { ExtrasChoice } from './ExtrasChoice';
import { OrderSummary } from './OrderSummary';
import { PlanChoice } from './PlanChoice';
import { SeatsChoice } from './SeatsChoice';
import { useOrderForm, type OrderFormState } from './useOrderForm';

const intervals = [
  { value: 'month', label: 'Monthly' },
  { value: 'year', label: 'Yearly' },
] as const;

interface Props {
  account: Account;
  information: PlanInformation;
  title: string;
  catalog: Catalog;
  known: BillingInformation | null;
  onClose: () => void;
  onSubmitted: (orderId: string) => void;
}

/** The order's form, from the plan to the payment, with what it costs beside it. */
export function OrderForm({ title, onClose, ...start }: Props): JSX.Element {
  const { catalog, information, known } = start;
  const form = useOrderForm(start);
  const { draft, change, error } = form;
  return (
    <Dialog title={title} onClose={onClose} size="wide" footer={<Footer form={form} onClose={onClose} />}>
      <form
        id="order"
        class="order-form"
        onSubmit={(event) => {
          event.preventDefault();
          void form.submit();
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
            <BillingInformationFields value={form.billing} isKnown={known !== null} error={error} onValue={form.setBilling} />
          </section>
          {!form.isFree && (
            <section class="stack-tight">
              <h3>Payment method</h3>
              <PaymentMethodChooser payment={form.payment} error={error} />
            </section>
          )}
        </div>
        <OrderSummary form={form} catalog={catalog} information={information} />
      </form>
    </Dialog>
  );
}

/** The total, and the submission: of nothing whose price is not shown yet. */
function Footer({ form, onClose }: { form: OrderFormState; onClose: () => void }): JSX.Element {
  const { data, error, isLoading } = form.preview;
  const isScheduled = data?.status === 'scheduled';
  return (
    <>
      <Refusal error={form.error} />
      <p class="order-footer-total">
        {data !== null && (isScheduled ? 'Nothing to pay now' : 'To pay now: ')}
        {data !== null && !isScheduled && <strong class="number">{formatMoney({ ...data.total, amount: Math.max(0, data.total.amount) })}</strong>}
      </p>
      <Button onClick={onClose}>Not now</Button>
      <Button type="submit" form="order" variant="primary" isBusy={form.isBusy || isLoading} disabled={form.isUnchanged || error !== null}>
        {isScheduled ? 'Plan the change' : 'Place the order'}
      </Button>
    </>
  );
}

/** In sight, wherever the form is scrolled to; a field that is at fault gets the focus. */
function Refusal({ error }: { error: ApiError | null }): JSX.Element {
  useEffect(() => {
    if (error !== null) document.querySelector<HTMLElement>('#order [aria-invalid]')?.focus();
  }, [error]);
  return (
    <div class="order-refusal">
      <ErrorNotice error={error} />
    </div>
  );
}
