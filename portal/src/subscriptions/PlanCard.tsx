import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { answer, useCommand, type Account, type Catalog, type PlanInformation } from '../api';
import { Badge, Button, Card, Day, ErrorNotice, Facts, useTell } from '../design';
import { formatMoney } from '../design/format';
import { useAccountId, useSession } from '../session/SessionContext';
import { CancelDialog } from './CancelDialog';
import { hasServices, statusWords } from './statusWords';

interface Props {
  account: Account;
  information: PlanInformation;
  catalog: Catalog;
  onOrder: () => void;
}

/** Which plan, how it stands, what comes next, and the ways to change it. */
export function PlanCard({ account, information, catalog, onOrder }: Props): JSX.Element {
  const { mayChange } = useSession();
  const { status, interval, period, nextBillingDate, cancelAt } = information;
  const plan = catalog.plans.find((each) => each.id === information.plan);
  const words = statusWords(information);
  const isByContract = account.kind === 'enterprise';
  const isOpen = hasServices(information);
  const price = plan?.prices === null || plan?.prices === undefined || interval === null ? null : formatMoney(plan.prices[interval]);
  return (
    <Card>
      <div class="plan-head">
        <div class="stack-tight">
          <p class="plan-title">
            <span class="plan-title-name">{plan?.name ?? 'No plan'}</span>
            {status !== 'none' && <Badge tone={words.tone}>{words.badge}</Badge>}
          </p>
          <p class={words.tone === 'danger' ? 'plan-sentence tone-danger' : 'plan-sentence'}>{words.sentence}</p>
          {isByContract && (
            <p class="plan-sentence">
              {plan === undefined ? 'It begins with your contract.' : 'Its prices and volumes are by contract; to change it, talk to your contact.'}
            </p>
          )}
        </div>
        {mayChange && !isByContract && (
          <div class="actions">
            {cancelAt === null ? isOpen && status !== 'trialing' && <CancelButton /> : <ResumeButton />}
            <Button variant="primary" onClick={onOrder}>
              {status === 'active' || status === 'pastDue' ? 'Change plan' : 'Choose a plan'}
            </Button>
          </div>
        )}
      </div>
      {isOpen && (
        <Facts
          items={[
            ...(isByContract || status === 'trialing' || price === null ? [] : [['Price of the plan', `${price} a ${interval}`] as const]),
            ...(period === null
              ? []
              : [
                  [
                    status === 'trialing' ? 'Trial' : 'Billing period',
                    <>
                      <Day value={period.start} /> to <Day value={period.end} />
                    </>,
                  ] as const,
                ]),
            ...(isByContract ? [] : [['Next billing date', nextBillingDate === null ? 'None' : <Day value={nextBillingDate} />] as const]),
          ]}
        />
      )}
    </Card>
  );
}

function CancelButton(): JSX.Element {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button variant="quiet" aria-haspopup="dialog" onClick={() => setAsking(true)}>
        Cancel plan
      </Button>
      {isAsking && <CancelDialog onClose={() => setAsking(false)} />}
    </>
  );
}

function ResumeButton(): JSX.Element {
  const accountId = useAccountId();
  const tell = useTell();
  const resume = useCommand(async (_: null, { api }) =>
    answer(api.POST('/api/v1/accounts/{accountId}/subscription/resume', { params: { path: { accountId } } })),
  );
  return (
    <>
      <ErrorNotice error={resume.error} />
      <Button isBusy={resume.isBusy} onClick={() => void resume.run(null).then((done) => done && tell('Your plan goes on.'))}>
        Resume the plan
      </Button>
    </>
  );
}
