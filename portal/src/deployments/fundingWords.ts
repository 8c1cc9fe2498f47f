import type { ApprovedDeployment } from '../api';

/** What pays for what an approved deployment will use. */
export const fundingWords: Record<ApprovedDeployment['fundedBy'], string> = { free: 'Free credits', paid: 'Paid credits', contract: 'Contract' };
