import type { JSX } from 'preact';
import type { PlanInformation } from '../api';
import { Card, Meter } from '../design';
import { count, formatBytes } from '../design/format';

type Product = PlanInformation['contactCenterAi'];

/** Every product with what was used of what is included. */
export function ProductsUsed({ information, canOrder }: { information: PlanInformation; canOrder: boolean }): JSX.Element {
  const { automationAi, searchAi, contactCenterAi, agentAi, conversations, teamSeats } = information;
  const { billingSessions } = automationAi;
  const seats = teamSeats.included === null ? null : teamSeats.included + teamSeats.purchased;
  return (
    <Card title="What you use" description="In the running month; seats as of now.">
      <div class="products">
        <Meter
          label="Automation AI"
          used={billingSessions.used}
          included={billingSessions.included}
          unit="billing sessions"
          note={billingSessions.overage > 0 ? `${count(billingSessions.overage, 'session', 'sessions')} beyond the plan, paid from credits.` : null}
        />
        <Meter label="Search AI" used={searchAi.ingestedBytes} included={searchAi.limitBytes} format={formatBytes} unit="ingested" />
        <Meter
          label="Conversations"
          used={conversations.used}
          included={conversations.included}
          note={conversations.upgradeRecommended ? 'More than the plan is made for: an upgrade is advised.' : null}
        />
        <Meter
          label="Team seats"
          used={teamSeats.used}
          included={seats}
          note={teamSeats.purchased > 0 ? `${count(teamSeats.included ?? 0, 'seat', 'seats')} of the plan and ${teamSeats.purchased} more.` : null}
        />
        <AgentMeter label="Contact Center AI" product={contactCenterAi} canOrder={canOrder} />
        <AgentMeter label="Agent AI" product={agentAi} canOrder={canOrder} />
      </div>
    </Card>
  );
}

interface AgentProps {
  label: string;
  product: Product;
  canOrder: boolean;
}

function AgentMeter({ label, product: { seatType, purchased, inUse, peak }, canOrder }: AgentProps): JSX.Element {
  if (seatType === null || purchased === 0) {
    return (
      <div class="meter">
        <p class="meter-words">
          <span>{label}</span>
          <span class="meter-count">No seats{inUse > 0 ? `, ${inUse} in use` : ''}</span>
        </p>
        {canOrder && <p class="meter-note">Add seats with a change of the plan.</p>}
      </div>
    );
  }
  return (
    <Meter label={label} used={inUse} included={purchased} unit={`${seatType} seats`} note={peak > 0 ? `At most ${peak} at once in this period.` : null} />
  );
}
