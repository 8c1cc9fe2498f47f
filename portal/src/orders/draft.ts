import type { Catalog, IntervalPrices, Money, OrderBody, PlanInformation, Selection } from '../api';

export type Interval = 'month' | 'year';
export type SeatType = 'named' | 'concurrent';

export interface AgentSeats {
  type: SeatType;
  quantity: number;
}

/** The wanted end, as the form holds it: everything that a plan consists of. */
export interface Draft {
  plan: string;
  interval: Interval;
  teamSeats: number;
  contactCenter: AgentSeats;
  agentAi: AgentSeats;
  addOns: string[];
  supportPlan: string | null;
}

/** What is held, or planned where something is, as the beginning of a change; for somebody without a plan the catalog's first. */
export function draftOf(information: PlanInformation, catalog: Catalog): Draft {
  const { pendingChange } = information;
  if (pendingChange !== null) return fromSelection(pendingChange);
  const sold = catalog.plans.filter((plan) => plan.prices !== null);
  const held = sold.find((plan) => plan.id === information.plan);
  return {
    plan: (held ?? sold[0])?.id ?? '',
    interval: information.interval ?? 'month',
    teamSeats: information.teamSeats.purchased,
    contactCenter: { type: information.contactCenterAi.seatType ?? 'named', quantity: information.contactCenterAi.purchased },
    agentAi: { type: information.agentAi.seatType ?? 'named', quantity: information.agentAi.purchased },
    addOns: [...information.addOns],
    supportPlan: information.supportPlan,
  };
}

function fromSelection({ plan, interval, teamSeats, contactCenter, agentAi, addOns, supportPlan }: Selection): Draft {
  return { plan, interval, teamSeats, contactCenter, agentAi, addOns: [...addOns], supportPlan };
}

/** The order that asks for all of it; what is left out of an order would stay as it is. */
export function bodyOf(draft: Draft, effective: OrderBody['effective']): OrderBody {
  const { plan, interval, teamSeats, contactCenter, agentAi, addOns, supportPlan } = draft;
  const body: OrderBody = { plan, interval, seats: { team: teamSeats, contactCenter, agentAi }, addOns, supportPlan };
  return effective === null || effective === undefined ? body : { ...body, effective };
}

/** A part of a plan by the catalog's prices. */
export interface PricedPart {
  name: string;
  quantity: number;
  price: Money;
}

/** What a period of it costs by the catalog, part by part, before tax and without anything given back. */
export function partsOf(draft: Draft, catalog: Catalog): PricedPart[] {
  const seat = (product: string, { type, quantity }: { type: SeatType | null; quantity: number }) => {
    const found = catalog.seats.find((each) => each.product === product && each.type === type);
    return part(found?.name, found?.prices, quantity);
  };
  const plan = catalog.plans.find((each) => each.id === draft.plan);
  const extras = [...catalog.addOns.filter((each) => draft.addOns.includes(each.id)), ...catalog.supportPlans.filter((each) => each.id === draft.supportPlan)];
  const part = (name: string | undefined, prices: IntervalPrices | null | undefined, quantity: number): PricedPart[] => {
    if (name === undefined || prices === null || prices === undefined || quantity === 0) return [];
    const { amount, currency } = prices[draft.interval];
    return [{ name, quantity, price: { amount: amount * quantity, currency } }];
  };
  return [
    ...part(plan?.name, plan?.prices, 1),
    ...seat('team', { type: null, quantity: draft.teamSeats }),
    ...seat('contact-center', draft.contactCenter),
    ...seat('agent-ai', draft.agentAi),
    ...extras.flatMap((extra) => part(extra.name, extra.prices, 1)),
  ];
}

export function sumOf(parts: readonly PricedPart[], currency: string): Money {
  return { amount: parts.reduce((sum, { price }) => sum + price.amount, 0), currency };
}
