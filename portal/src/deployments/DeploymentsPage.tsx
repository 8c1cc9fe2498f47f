import type { JSX } from 'preact';
import { useTimeZone } from '../accounts/useAccount';
import { useList } from '../api';
import { Card, EmptyState, Instant, ListTable } from '../design';
import { useAccountId, useSession } from '../session/SessionContext';
import { Page } from '../shell/Page';
import { DeploymentForm } from './DeploymentForm';
import { fundingWords } from './fundingWords';

/** Asking whether an app may go live, and what was approved. */
export default function DeploymentsPage(): JSX.Element {
  const { role } = useSession();
  const zone = useTimeZone();
  const deployments = useList('/api/v1/accounts/{accountId}/deployments', { path: { accountId: useAccountId() }, query: { limit: 20 } });
  return (
    <Page title="Deployments">
      {role !== 'operator' && <DeploymentForm />}
      <Card title="Approved deployments" isFlush>
        <ListTable
          list={deployments}
          empty={<EmptyState icon="deployments" title="Nothing was approved yet" />}
          caption="Approved deployments"
          rowKey={({ appId, deploymentId }) => `${appId} ${deploymentId}`}
          columns={[
            { header: 'Deployment', cell: ({ deploymentId }) => deploymentId },
            { header: 'App', cell: ({ appId }) => appId },
            { header: 'Funded by', cell: ({ fundedBy }) => fundingWords[fundedBy] },
            { header: 'Approved', cell: ({ approvedAt }) => <Instant value={approvedAt} timeZone={zone} /> },
          ]}
        />
      </Card>
    </Page>
  );
}
