import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { answer, useCommand, type ApiError, type ApprovedDeployment } from '../api';
import { Button, Card, ErrorNotice, IdField, LinkButton, Notice } from '../design';
import { useAccountId, useAccountPath, useSession } from '../session/SessionContext';
import { fundingWords } from './fundingWords';

interface Wish {
  appId: string;
  deploymentId: string;
}

type Approval = Wish & Pick<ApprovedDeployment, 'fundedBy'>;

/** Asks whether an app may go live, and tells the answer. */
export function DeploymentForm(): JSX.Element {
  const accountId = useAccountId();
  const [wish, setWish] = useState<Wish>({ appId: '', deploymentId: '' });
  const [approved, setApproved] = useState<Approval | null>(null);
  const ask = useCommand(({ appId, deploymentId }: Wish, { api, header }) =>
    answer(api.POST('/api/v1/accounts/{accountId}/apps/{appId}/deployments', { params: { path: { accountId, appId }, header }, body: { deploymentId } })),
  );

  const submit = async () => {
    setApproved(null);
    const answered = await ask.run(wish);
    setApproved(answered && { ...wish, ...answered });
  };

  return (
    <Card title="Ask for approval" description="An app may go live when something funds what it will use.">
      <form
        class="stack-tight"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div class="fields">
          <IdField label="App" value={wish.appId} onValue={(appId) => setWish({ ...wish, appId })} />
          <IdField
            label="Deployment"
            hint="A name of your choice, such as release-7. Asking again for the same one gets the same answer."
            value={wish.deploymentId}
            onValue={(deploymentId) => setWish({ ...wish, deploymentId })}
          />
        </div>
        <div class="actions">
          <Button type="submit" variant="primary" isBusy={ask.isBusy}>
            Ask for approval
          </Button>
        </div>
        <div role="status">
          {approved !== null && (
            <Notice tone="positive" title="Approved">
              <p>
                {approved.deploymentId} of {approved.appId} may go live. It is funded by: {fundingWords[approved.fundedBy].toLowerCase()}.
              </p>
            </Notice>
          )}
        </div>
        {ask.error !== null && <Refusal error={ask.error} />}
      </form>
    </Card>
  );
}

function Refusal({ error }: { error: ApiError }): JSX.Element | null {
  const { mayChange } = useSession();
  const pathOf = useAccountPath();
  return error.code !== 'credits-exhausted' ? (
    <ErrorNotice error={error} />
  ) : (
    <Notice tone="warning" title="Not approved: the credits are used up" actions={mayChange && <LinkButton href={pathOf('balance')}>Top up</LinkButton>}>
      <p>{mayChange ? 'Top up, then ask again.' : 'Ask an owner or admin to top up, then ask again.'}</p>
    </Notice>
  );
}
