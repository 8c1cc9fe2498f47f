import type { LedgerEntry } from '../api';

/** What one movement of the ledger was, in words. */
export interface LedgerWords {
  what: string;
  /** More about it; empty where there is nothing to add. */
  why: string;
}

interface Names {
  /** The name of an AI feature by its id. */
  feature: (id: string) => string;
  /** A local date, such as `2026-01-31`, as people write it. */
  day: (date: string) => string;
}

type Explain = (reference: string, names: Names) => LedgerWords;

const kinds: Record<string, Explain> = {
  'credits.grant': (reason) => (reason === 'trial' ? { what: 'Free credits of the trial', why: '' } : { what: 'Free credits granted', why: reason }),
  'credits.top-up': (order) => ({ what: 'Top-up', why: `Order ${order}` }),
  'credits.wire-surplus': (order) => ({
    what: 'Bank transfer kept as credits',
    why: `It brought more than order ${order} asked for, or came after it had ended`,
  }),
  'credits.wire-reversed': () => ({ what: 'Bank transfer taken back', why: 'The payer’s bank reversed it' }),
  'credits.expired': () => ({ what: 'Free credits expired', why: 'They were not used in time' }),
  'usage.ai': (feature, names) => ({ what: names.feature(feature), why: 'AI usage' }),
  'usage.overage': (start, names) => ({ what: 'Billing sessions beyond the plan’s', why: `In the month from ${names.day(start)}` }),
  'usage.correction': (start, names) => ({ what: 'Billing sessions counted too many', why: `Given back for the month from ${names.day(start)}` }),
};

/** A kind that this page does not know yet is shown by its own name. */
export function ledgerWords({ kind, reference }: Pick<LedgerEntry, 'kind' | 'reference'>, names: Names): LedgerWords {
  return kinds[kind]?.(reference, names) ?? { what: kind, why: reference };
}
