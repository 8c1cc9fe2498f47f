import type { Deployment } from '../api';

/** What pays for what an approved deployment will use. */
export const fundingWords: Record<Deployment['fundedBy'], string> = { free: 'Free credits', paid: 'Paid credits', contract: 'Contract' };
