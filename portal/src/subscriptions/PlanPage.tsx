import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useAccount } from '../accounts/useAccount';
import { useGet } from '../api';
import { Loaded } from '../design';
import { OrderDialog } from '../orders/OrderDialog';
import { PendingOrders } from '../orders/PendingOrders';
import { useAccountId, useSession } from '../session/SessionContext';
import { Page } from '../shell/Page';
import { AutoUpgrade } from './AutoUpgrade';
import { Extras } from './Extras';
import { PlanCard } from './PlanCard';
import { PlanNotices } from './PlanNotices';
import { ProductsUsed } from './ProductsUsed';
import { hasServices } from './statusWords';
import './subscriptions.css';

export default function PlanPage(): JSX.Element {
  const accountId = useAccountId();
  const account = useAccount();
  const plan = useGet('/api/v1/accounts/{accountId}/plan-information', { path: { accountId } });
  const catalog = useGet('/api/v1/plans', {});
  const { mayChange } = useSession();
  const [isOrdering, setOrdering] = useState(false);
  return (
    <Page title="Plan" description={account.data?.name}>
      <Loaded query={account} lines={8}>
        {(known) => (
          <Loaded query={catalog} lines={8}>
            {(sold) => (
              <Loaded query={plan} lines={8}>
                {(information) => (
                  <>
                    <PlanNotices information={information} catalog={sold} />
                    <PendingOrders kinds={['subscribe', 'modify', 'renewal']} />
                    <PlanCard account={known} information={information} catalog={sold} onOrder={() => setOrdering(true)} />
                    {hasServices(information) && <ProductsUsed information={information} canOrder={mayChange && known.kind === 'standard'} />}
                    {hasServices(information) && <Extras information={information} catalog={sold} />}
                    {known.kind === 'standard' && information.status === 'active' && <AutoUpgrade information={information} />}
                    {isOrdering && <OrderDialog account={known} information={information} onClose={() => setOrdering(false)} />}
                  </>
                )}
              </Loaded>
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}
