import { lazy } from 'preact-iso';
import type { ComponentType } from 'preact';
import type { IconName } from '../design/Icon';
import { NotLoaded } from './NotLoaded';

export interface PageEntry {
  /** Below `/`, and for somebody else's account below `/accounts/{accountId}/`. */
  path: string;
  label: string;
  icon: IconName;
  component: ComponentType & { preload: () => Promise<unknown> };
}

/** A page that says so where its file does not come. */
function page(load: () => Promise<{ default: ComponentType }>): PageEntry['component'] {
  return lazy(() => load().catch(() => ({ default: NotLoaded })));
}

/** About one account. Each is a file of its own, fetched when it is first opened. */
export const accountPages: readonly PageEntry[] = [
  { path: 'plan', label: 'Plan', icon: 'plan', component: page(() => import('../subscriptions/PlanPage')) },
  { path: 'usage', label: 'Usage trends', icon: 'usage', component: page(() => import('../usage/UsagePage')) },
  { path: 'balance', label: 'Balance', icon: 'balance', component: page(() => import('../credits/BalancePage')) },
  { path: 'invoices', label: 'Invoices', icon: 'invoices', component: page(() => import('../invoices/InvoicesPage')) },
  { path: 'payment-methods', label: 'Payment methods', icon: 'payment', component: page(() => import('../payments/PaymentMethodsPage')) },
  { path: 'seats', label: 'Agents and seats', icon: 'seats', component: page(() => import('../seats/SeatsPage')) },
  { path: 'deployments', label: 'Deployments', icon: 'deployments', component: page(() => import('../deployments/DeploymentsPage')) },
];

/** The operator's. */
export const operatorPages: readonly PageEntry[] = [
  { path: 'accounts', label: 'Accounts', icon: 'accounts', component: page(() => import('../operations/AccountsPage')) },
  { path: 'contracts', label: 'Contracts', icon: 'contracts', component: page(() => import('../operations/ContractsPage')) },
  { path: 'wires', label: 'Wires', icon: 'wires', component: page(() => import('../operations/WiresPage')) },
  { path: 'workflows', label: 'Workflows', icon: 'workflows', component: page(() => import('../operations/WorkflowsPage')) },
  { path: 'reconciliation', label: 'Reconciliation', icon: 'reconciliation', component: page(() => import('../operations/ReconciliationPage')) },
  { path: 'audit', label: 'Audit', icon: 'audit', component: page(() => import('../operations/AuditPage')) },
  { path: 'emails', label: 'E-mails', icon: 'mail', component: page(() => import('../operations/EmailsPage')) },
];

/** Begins to fetch the page of an address, while it is still being found out who asks. */
export function fetchAhead(path: string) {
  const name = path.replace(/\/$/, '').split('/').at(-1);
  void [...accountPages, ...operatorPages].find((each) => each.path === name)?.component.preload();
}
