import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { Plan } from '../api';
import { Badge, Icon } from '../design';
import { count, formatBytes, formatExactMicros, formatMoney, nameOf } from '../design/format';
import type { Draft, Interval } from './draft';

interface Props {
  plans: readonly Plan[];
  draft: Draft;
  /** The plan that one has. */
  held: string | null;
  onPlan: (plan: string) => void;
}

/** The plans side by side; what is sold by contract is shown, and cannot be picked. */
export function PlanChoice({ plans, draft, held, onPlan }: Props): JSX.Element {
  const name = useId();
  return (
    <fieldset>
      <legend class="visually-hidden">Plan</legend>
      <div class="plans">
        {plans.map((plan) => (
          <label key={plan.id} class="plan" data-unsold={plan.prices === null || undefined}>
            <span class="plan-name">
              <input type="radio" name={name} checked={draft.plan === plan.id} disabled={plan.prices === null} onChange={() => onPlan(plan.id)} />
              {plan.name}
              {held === plan.id && <Badge tone="info">Yours</Badge>}
            </span>
            <PlanPrice plan={plan} interval={draft.interval} />
            <span class="muted small">{plan.description}</span>
            <PlanFeatures plan={plan} />
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function PlanPrice({ plan, interval }: { plan: Plan; interval: Interval }): JSX.Element {
  if (plan.prices === null) return <span class="plan-price">By contract</span>;
  return (
    <span>
      <span class="plan-price number">{formatMoney(plan.prices[interval])}</span> <span class="muted small">a {interval}</span>
    </span>
  );
}

function PlanFeatures({ plan }: { plan: Plan }): JSX.Element {
  const { billingSessions, conversations, teamSeats, searchIngestionBytes } = plan.included;
  const currency = plan.prices?.month.currency;
  const more = plan.overageMicros !== null && currency !== undefined ? `, then ${formatExactMicros(plan.overageMicros, currency)} each from credits` : '';
  const features = [
    billingSessions === null ? 'Billing sessions by contract' : `${count(billingSessions, 'billing session', 'billing sessions')} a month${more}`,
    conversations === null ? 'Conversations without a limit' : `${count(conversations, 'conversation', 'conversations')} a month`,
    teamSeats === null ? 'Team seats by contract' : count(teamSeats, 'team seat', 'team seats'),
    `${formatBytes(searchIngestionBytes)} to search`,
    `Channels: ${plan.channels.map(nameOf).join(', ')}`,
  ];
  return (
    <span class="plan-features">
      {features.map((feature) => (
        <span key={feature} class="plan-feature">
          <Icon name="check" size={14} />
          {feature}
        </span>
      ))}
    </span>
  );
}
