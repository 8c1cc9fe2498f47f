import './operations.css';
import type { JSX } from 'preact';
import { useGet } from '../api';
import { Card, EmptyState, Loaded, Notice } from '../design';
import { Page } from '../shell/Page';
import { useAddressPart } from '../shell/useAddressPart';
import { AccountSearch } from './AccountSearch';
import { ContractForm } from './ContractForm';
import { draftOf, emptyContract } from './contractDraft';

/** What an enterprise account has agreed on: to read and to write. */
export default function ContractsPage(): JSX.Element {
  const [accountId, setAccount] = useAddressPart('account');
  return (
    <Page title="Contracts" description="The terms of enterprise accounts">
      <AccountSearch account={accountId} action="Open" onSearch={setAccount} />
      {accountId === null ? (
        <Card>
          <EmptyState icon="contracts" title="Name an enterprise account" />
        </Card>
      ) : (
        <Contract key={accountId} accountId={accountId} />
      )}
    </Page>
  );
}

function Contract({ accountId }: { accountId: string }): JSX.Element {
  const account = useGet('/api/v1/accounts/{accountId}', { path: { accountId } });
  const isEnterprise = account.data?.kind === 'enterprise';
  const contract = useGet('/api/v1/operations/accounts/{accountId}/contract', isEnterprise ? { path: { accountId } } : null);
  const isNew = contract.error?.code === 'contract-not-found';
  return (
    <Loaded query={account}>
      {(found) =>
        found.kind !== 'enterprise' ? (
          <Notice title={`${found.name} is a standard account`}>
            <p>It orders its plan itself; only enterprise accounts have contracts.</p>
          </Notice>
        ) : isNew ? (
          <ContractForm account={found} stored={emptyContract} isNew />
        ) : (
          <Loaded query={contract} lines={8}>
            {(terms) => <ContractForm account={found} stored={draftOf(terms)} isNew={false} />}
          </Loaded>
        )
      }
    </Loaded>
  );
}
