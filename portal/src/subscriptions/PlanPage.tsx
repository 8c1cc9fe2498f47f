import type { JSX } from 'preact';
import { useGet } from '../api';
import { Card, Loaded } from '../design';
import { useAccountId } from '../session/SessionContext';
import { Page } from '../shell/Page';

export default function PlanPage(): JSX.Element {
  const accountId = useAccountId();
  const plan = useGet('/api/v1/accounts/{accountId}/plan-information', { path: { accountId } });
  return (
    <Page title="Plan">
      <Card title="Your plan">
        <Loaded query={plan}>{(information) => <p>{information.plan}</p>}</Loaded>
      </Card>
    </Page>
  );
}
