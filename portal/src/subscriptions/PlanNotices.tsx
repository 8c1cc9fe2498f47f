import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { answer, useCommand, useGet, type Catalog, type PlanInformation } from '../api';
import { Button, ErrorNotice, Notice, useTell } from '../design';
import { count, formatDay, formatMoney, formatNumber } from '../design/format';
import { partsOf, sumOf, type Draft } from '../orders/draft';
import { AddMethodDialog } from '../payments/AddMethodDialog';
import { useAccountId, useSession } from '../session/SessionContext';

/** What the customer should know or do now: pay a renewal, a planned change, an advised upgrade. */
export function PlanNotices({ information, catalog }: { information: PlanInformation; catalog: Catalog }): JSX.Element {
  const { status, pendingChange, conversations } = information;
  return (
    <>
      {status === 'pastDue' && <RenewalDue information={information} />}
      {pendingChange !== null && <PlannedChange information={information} change={pendingChange} catalog={catalog} />}
      {conversations.upgradeRecommended && (
        <Notice tone="warning" title="A larger plan fits better">
          <p>
            {count(conversations.used, 'conversation', 'conversations')} this month are more than the {formatNumber(conversations.included ?? 0)} that your plan
            is made for.
          </p>
        </Notice>
      )}
    </>
  );
}

/** How often it is asked whether the renewal is paid by now. */
const pollMs = 3_000;

function RenewalDue({ information }: { information: PlanInformation }): JSX.Element {
  const accountId = useAccountId();
  const { mayChange } = useSession();
  useGet('/api/v1/accounts/{accountId}/plan-information', { path: { accountId } }, { pollMs });
  const [isPaying, setPaying] = useState(false);
  return (
    <>
      <Notice
        tone="danger"
        title="Your renewal could not be paid"
        actions={
          mayChange && (
            <Button variant="primary" aria-haspopup="dialog" onClick={() => setPaying(true)}>
              Pay with another method
            </Button>
          )
        }
      >
        <ul class="plain-list">
          {information.outlook.map((item) => (
            <li key={item.kind}>
              <strong>{formatDay(item.on)}</strong>: {item.text}
            </li>
          ))}
        </ul>
      </Notice>
      {isPaying && <AddMethodDialog title="Pay the renewal" words="The renewal is tried with it at once." onClose={() => setPaying(false)} />}
    </>
  );
}

interface PlannedProps {
  information: PlanInformation;
  change: NonNullable<PlanInformation['pendingChange']>;
  catalog: Catalog;
}

function PlannedChange({ information, change, catalog }: PlannedProps): JSX.Element {
  const accountId = useAccountId();
  const { mayChange } = useSession();
  const tell = useTell();
  const withdraw = useCommand(async (_: null, { api, header }) => {
    const { plan, interval, teamSeats, contactCenterAi, agentAi, addOns, supportPlan } = information;
    const seats = (product: PlanInformation['agentAi']) => ({ type: product.seatType, quantity: product.purchased });
    // An order of just what is held takes the planned change back.
    const body = { plan, interval, seats: { team: teamSeats.purchased, contactCenter: seats(contactCenterAi), agentAi: seats(agentAi) }, addOns, supportPlan };
    return answer(api.POST('/api/v1/accounts/{accountId}/orders', { params: { path: { accountId }, header }, body }));
  });
  const parts = partsOf(change as Draft, catalog);
  const currency = parts[0]?.price.currency;
  const on = information.nextBillingDate ?? information.period?.end;
  return (
    <Notice
      tone="info"
      title={on === undefined ? 'A change is planned' : `Planned for ${formatDay(on)}`}
      actions={
        mayChange &&
        information.status !== 'trialing' && (
          <Button isBusy={withdraw.isBusy} onClick={() => void withdraw.run(null).then((done) => done && tell('The planned change was withdrawn.'))}>
            Withdraw
          </Button>
        )
      }
    >
      <p>
        {parts.map(({ name, quantity }) => (quantity === 1 ? name : `${quantity} × ${name}`)).join(', ')}
        {currency !== undefined && `: ${formatMoney(sumOf(parts, currency))} a ${change.interval}, before tax.`}
      </p>
      <ErrorNotice error={withdraw.error} />
    </Notice>
  );
}
