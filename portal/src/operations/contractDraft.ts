import type { ContractRequest, PurchasedSeats } from '../api';
import { amountText, parseMoney } from '../design/format';

/** A contract as it is being typed; an empty text sets nothing. */
export interface ContractDraft {
  start: string;
  end: string;
  interval: ContractRequest['interval'];
  price: string;
  billingSessions: string;
  conversations: string;
  teamSeats: string;
  searchMegabytes: string;
  /** Of one billing session beyond, in the currency. */
  overage: string;
  contactCenter: PurchasedSeats;
  agentAi: PurchasedSeats;
  addOns: readonly string[];
  supportPlan: string;
  /** Null: all. */
  channels: readonly string[] | null;
}

const noSeats: PurchasedSeats = { type: 'concurrent', quantity: 0 };
const megabyte = 1_000_000;

export const emptyContract: ContractDraft = {
  start: '',
  end: '',
  interval: 'month',
  price: '',
  billingSessions: '',
  conversations: '',
  teamSeats: '',
  searchMegabytes: '',
  overage: '',
  contactCenter: noSeats,
  agentAi: noSeats,
  addOns: [],
  supportPlan: '',
  channels: null,
};

/** What a stored contract looks like in the form. */
export function draftOf({ start, end, interval, price, included, overageMicros, seats, addOns, supportPlan, channels }: ContractRequest): ContractDraft {
  const text = (number: number | null | undefined) => (number == null ? '' : String(number));
  return {
    start: start ?? '',
    end: end ?? '',
    interval,
    price: price == null ? '' : amountText(price),
    billingSessions: text(included?.billingSessions),
    conversations: text(included?.conversations),
    teamSeats: text(included?.teamSeats),
    searchMegabytes: included?.searchIngestionBytes == null ? '' : text(included.searchIngestionBytes / megabyte),
    overage: overageMicros == null ? '' : microsText(overageMicros),
    contactCenter: seats?.contactCenter ?? noSeats,
    agentAi: seats?.agentAi ?? noSeats,
    addOns: addOns ?? [],
    supportPlan: supportPlan ?? '',
    channels: channels ?? null,
  };
}

/** What the API is told; null where something that was typed is no amount or no number. */
export function requestOf(draft: ContractDraft, currency: string): ContractRequest | null {
  const price = draft.price === '' ? null : parseMoney(draft.price, currency);
  const overageMicros = draft.overage === '' ? null : parseMicros(draft.overage);
  const [billingSessions, conversations, teamSeats, megabytes] = [draft.billingSessions, draft.conversations, draft.teamSeats, draft.searchMegabytes].map(
    parseCount,
  );
  const isWrong = (draft.price !== '' && price === null) || (draft.overage !== '' && overageMicros === null);
  if (isWrong || billingSessions === undefined || conversations === undefined || teamSeats === undefined || megabytes === undefined) {
    return null;
  }

  const seatsOf = (seats: PurchasedSeats) => (seats.quantity === 0 ? null : seats);
  return {
    start: draft.start || null,
    end: draft.end || null,
    interval: draft.interval,
    price,
    included: { billingSessions, conversations, teamSeats, searchIngestionBytes: megabytes === null ? null : megabytes * megabyte },
    overageMicros,
    seats: { contactCenter: seatsOf(draft.contactCenter), agentAi: seatsOf(draft.agentAi) },
    addOns: [...draft.addOns],
    supportPlan: draft.supportPlan || null,
    channels: draft.channels && [...draft.channels],
  };
}

/** A whole number; null where nothing was typed, undefined where it is none. */
export function parseCount(text: string): number | null | undefined {
  const digits = text.trim().replaceAll(',', '');
  return digits === '' ? null : /^\d{1,15}$/.test(digits) ? Number(digits) : undefined;
}

/** An amount in millionths, exactly: `0.09` is 90000. */
export function parseMicros(text: string): number | null {
  const match = /^(\d{1,9})(?:\.(\d{1,6}))?$/.exec(text.trim());
  return match === null ? null : Number(`${match[1]}${(match[2] ?? '').padEnd(6, '0')}`);
}

function microsText(micros: number): string {
  const digits = String(micros).padStart(7, '0');
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`.replace(/0{1,4}$/, '');
}
