import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useGet, type Account, type PlanInformation } from '../api';
import { Button, Dialog, Loaded } from '../design';
import { useKnownInformation } from './BillingInformationFields';
import { OrderFollowUp } from './OrderFollowUp';
import { OrderForm } from './OrderForm';
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
