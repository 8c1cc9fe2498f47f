import type { Order } from '../api';
import type { Tone } from '../design';

const kinds: Record<Order['kind'], string> = { subscribe: 'New plan', modify: 'Change of plan', topUp: 'Top-up', renewal: 'Renewal' };

const statuses: Record<Order['status'], readonly [words: string, tone: Tone]> = {
  processing: ['Being paid', 'info'],
  completed: ['Completed', 'positive'],
  scheduled: ['Planned', 'info'],
  failed: ['Payment failed', 'danger'],
  canceled: ['Canceled', 'neutral'],
  requiresAction: ['Waits for your confirmation', 'warning'],
  pendingPaymentClearance: ['Waits for the bank transfer', 'warning'],
  expired: ['Expired', 'neutral'],
};

export function kindOf(order: Order): string {
  return kinds[order.kind];
}

export function statusOf(order: Order): { words: string; tone: Tone } {
  const [words, tone] = statuses[order.status];
  return { words, tone };
}

/** Whether its payment is still open, so that it can be helped along or canceled. */
export function isOpen({ status }: Order): boolean {
  return status === 'processing' || status === 'requiresAction' || status === 'pendingPaymentClearance';
}
