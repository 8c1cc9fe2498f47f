import type { JSX } from 'preact';
import type { ApiError, Catalog, PlanInformation } from '../api';
import { NumberField, Segmented } from '../design';
import { formatMoney } from '../design/format';
import type { AgentSeats, Draft, SeatType } from './draft';

interface Props {
  catalog: Catalog;
  draft: Draft;
  information: PlanInformation;
  error: ApiError | null;
  onChange: (part: Partial<Draft>) => void;
}

export function SeatsChoice({ catalog, draft, information, error, onChange }: Props): JSX.Element {
  const included = catalog.plans.find((plan) => plan.id === draft.plan)?.included.teamSeats ?? 0;
  const price = (product: string, type: SeatType | null) => {
    const prices = catalog.seats.find((seat) => seat.product === product && seat.type === type)?.prices;
    return prices === undefined ? '' : `${formatMoney(prices[draft.interval])} each a ${draft.interval}`;
  };
  return (
    <section class="stack-tight">
      <h3>Seats</h3>
      <div class="seats">
        <NumberField
          label="Extra team seats"
          hint={`Beside the ${included} of the plan. ${price('team', null)}. ${information.teamSeats.used} in use.`}
          error={error?.fault('/seats/team') ?? null}
          value={draft.teamSeats}
          onValue={(teamSeats) => onChange({ teamSeats })}
        />
        <AgentSeatsChoice
          label="Contact Center AI seats"
          seats={draft.contactCenter}
          price={price('contact-center', draft.contactCenter.type)}
          inUse={information.contactCenterAi.inUse}
          error={error?.fault('/seats/contactCenter', true) ?? null}
          onSeats={(contactCenter) => onChange({ contactCenter })}
        />
        <AgentSeatsChoice
          label="Agent AI seats"
          seats={draft.agentAi}
          price={price('agent-ai', draft.agentAi.type)}
          inUse={information.agentAi.inUse}
          error={error?.fault('/seats/agentAi', true) ?? null}
          onSeats={(agentAi) => onChange({ agentAi })}
        />
      </div>
    </section>
  );
}

const types = [
  { value: 'named', label: 'Named' },
  { value: 'concurrent', label: 'Concurrent' },
] as const;

interface AgentProps {
  label: string;
  seats: AgentSeats;
  price: string;
  inUse: number;
  error: string | null;
  onSeats: (seats: AgentSeats) => void;
}

function AgentSeatsChoice({ label, seats, price, inUse, error, onSeats }: AgentProps): JSX.Element {
  return (
    <div class="stack-tight">
      <NumberField
        label={label}
        hint={`${price}. ${inUse} in use.`}
        error={error}
        value={seats.quantity}
        onValue={(quantity) => onSeats({ ...seats, quantity })}
      />
      <Segmented legend={`Type of ${label}`} isLegendHidden value={seats.type} options={types} onValue={(type) => onSeats({ ...seats, type })} />
    </div>
  );
}
