import { useState } from 'preact/hooks';
import { answer, ApiError, useCommand, type Account, type BillingInformation, type Catalog, type OrderBody, type PlanInformation } from '../api';
import { usePaymentMethod, type PaymentMethodState } from '../payments/usePaymentMethod';
import { useAccountId, useAccountPath, useDesk } from '../session/SessionContext';
import { emptyInformation } from './BillingInformationFields';
import { bodyOf, draftOf, type Draft } from './draft';
import { usePreview, type Preview } from './usePreview';

interface Start {
  account: Account;
  information: PlanInformation;
  catalog: Catalog;
  /** The billing information that the account has; null where it has none. */
  known: BillingInformation | null;
  onSubmitted: (orderId: string) => void;
}

export interface OrderFormState {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  /** Null: as the API decides for such a change. */
  effective: OrderBody['effective'];
  setEffective: (effective: OrderBody['effective']) => void;
  billing: BillingInformation;
  setBilling: (billing: BillingInformation) => void;
  payment: PaymentMethodState;
  preview: Preview;
  /** Whether it is just what one has. */
  isUnchanged: boolean;
  /** Whether nothing is to be paid, so that nobody is asked how. */
  isFree: boolean;
  isBusy: boolean;
  error: ApiError | null;
  submit: () => Promise<void>;
}

/** An order while it is being made up: what is wanted, what it would cost, who is billed, how it is paid. */
export function useOrderForm({ account, information, catalog, known, onSubmitted }: Start): OrderFormState {
  const [first] = useState(() => draftOf(information, catalog));
  const [draft, setDraft] = useState(first);
  const [effective, setEffective] = useState<OrderBody['effective']>(null);
  const [billing, setBilling] = useState(known ?? emptyInformation(account));
  const payment = usePaymentMethod(['card', 'paypal', 'wire'], useAccountPath()('plan'));

  const wanted = bodyOf(draft, effective);
  const isUnchanged = information.status === 'active' && effective === null && JSON.stringify(draft) === JSON.stringify(first);
  const isNewlyBilled = isAddressed(billing) && JSON.stringify(billing) !== JSON.stringify(known);
  const priced = isNewlyBilled ? { ...wanted, billingInformation: billing } : wanted;
  const order = useSubmit(onSubmitted);
  const preview = usePreview(isUnchanged ? null : priced, order.isBusy);
  const isFree = preview.data !== null && preview.data.total.amount <= 0 && information.status !== 'trialing';

  const change = (part: Partial<Draft>) => setDraft((last) => ({ ...last, ...part }));
  const submit = () => order.send({ ...wanted, billingInformation: billing }, isFree ? null : payment);
  const { isBusy, error } = order;
  return { draft, change, effective, setEffective, billing, setBilling, payment, preview, isUnchanged, isFree, isBusy, error, submit };
}

/** Where the buyer sits decides the tax; it is asked for as soon as it can be meant. */
function isAddressed({ name, address }: BillingInformation): boolean {
  return address.country !== '' && name !== '' && address.line1 !== '';
}

interface Submission {
  send: (body: OrderBody, payment: PaymentMethodState | null) => Promise<void>;
  isBusy: boolean;
  error: ApiError | null;
}

function useSubmit(onSubmitted: (orderId: string) => void): Submission {
  const accountId = useAccountId();
  const { provider } = useDesk().configuration.payments;
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const order = useCommand(async (input: OrderBody, { api, header }) => {
    const submitted = await answer(api.POST('/api/v1/accounts/{accountId}/orders', { params: { path: { accountId }, header }, body: input }));
    return submitted.orderId;
  });

  const send = async (body: OrderBody, payment: PaymentMethodState | null) => {
    setRefusal(null);
    try {
      const orderId = await order.run(payment === null ? body : { ...body, paymentMethod: await payment.toBody(provider) });
      if (orderId !== null) onSubmitted(orderId);
    } catch (thrown) {
      if (!(thrown instanceof ApiError)) throw thrown;
      setRefusal(thrown);
    }
  };
  return { isBusy: order.isBusy, error: refusal ?? order.error, send };
}
