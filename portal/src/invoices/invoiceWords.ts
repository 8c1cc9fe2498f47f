import type { InvoiceSummary } from '../api';
import type { Tone } from '../design';

type Status = InvoiceSummary['paymentStatus'];

/** How it stands with an invoice's payment, in a word. */
export const statusWords: Record<Status, { label: string; tone: Tone }> = {
  paid: { label: 'Paid', tone: 'positive' },
  pending: { label: 'Pending', tone: 'info' },
  failed: { label: 'Failed', tone: 'danger' },
  uncollectible: { label: 'Uncollectible', tone: 'danger' },
  void: { label: 'Void', tone: 'neutral' },
};

export function titleOf({ kind, number }: Pick<InvoiceSummary, 'kind' | 'number'>): string {
  return `${kind === 'creditNote' ? 'Credit note' : 'Invoice'} ${number}`;
}
