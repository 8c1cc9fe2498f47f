import './credits.css';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useGet } from '../api';
import { Button, Icon, Loaded } from '../design';
import { PendingOrders } from '../orders/PendingOrders';
import { useAccountId, useSession } from '../session/SessionContext';
import { Page } from '../shell/Page';
import { AutoTopUpCard } from './AutoTopUpCard';
import { BalanceCard } from './BalanceCard';
import { LedgerCard } from './LedgerCard';
import { TopUpDialog } from './TopUpDialog';

/** The prepaid credits: what is there, how more of them come, and every movement. */
export default function BalancePage(): JSX.Element {
  const { mayChange } = useSession();
  const [isToppingUp, setToppingUp] = useState(false);
  const credits = useGet('/api/v1/accounts/{accountId}/credits', { path: { accountId: useAccountId() } });
  const topUp = mayChange && credits.data !== null && (
    <Button variant="primary" onClick={() => setToppingUp(true)}>
      <Icon name="plus" /> Top up
    </Button>
  );
  return (
    <Page title="Balance" actions={topUp}>
      <Loaded query={credits} lines={8}>
        {(found) => (
          <>
            <PendingOrders kinds={['topUp']} />
            <BalanceCard credits={found} />
            <AutoTopUpCard setting={found.autoTopUp} currency={found.currency} />
            <LedgerCard currency={found.currency} />
            {isToppingUp && <TopUpDialog currency={found.currency} onClose={() => setToppingUp(false)} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}
