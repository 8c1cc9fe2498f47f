import { lazy } from 'preact-iso';
import type { ComponentType } from 'preact';
import type { IconName } from '../design/Icon';

export interface PageEntry {
  /** Below `/`, and for somebody else's account below `/accounts/{accountId}/`. */
  path: string;
  label: string;
  icon: IconName;
  component: ComponentType;
}

/** About one account. Each is a file of its own, fetched when it is first opened. */
export const accountPages: readonly PageEntry[] = [
  { path: 'plan', label: 'Plan', icon: 'plan', component: lazy(() => import('../subscriptions/PlanPage')) },
  { path: 'usage', label: 'Usage trends', icon: 'usage', component: lazy(() => import('../usage/UsagePage')) },
  { path: 'balance', label: 'Balance', icon: 'balance', component: lazy(() => import('../credits/BalancePage')) },
  { path: 'invoices', label: 'Invoices', icon: 'invoices', component: lazy(() => import('../invoices/InvoicesPage')) },
  { path: 'payment-methods', label: 'Payment methods', icon: 'payment', component: lazy(() => import('../payments/PaymentMethodsPage')) },
  { path: 'seats', label: 'Agents and seats', icon: 'seats', component: lazy(() => import('../seats/SeatsPage')) },
  { path: 'deployments', label: 'Deployments', icon: 'deployments', component: lazy(() => import('../deployments/DeploymentsPage')) },
];

/** The operator's. */
export const operatorPages: readonly PageEntry[] = [
  { path: 'accounts', label: 'Accounts', icon: 'accounts', component: lazy(() => import('../operations/AccountsPage')) },
  { path: 'contracts', label: 'Contracts', icon: 'contracts', component: lazy(() => import('../operations/ContractsPage')) },
  { path: 'wires', label: 'Wires', icon: 'wires', component: lazy(() => import('../operations/WiresPage')) },
  { path: 'workflows', label: 'Workflows', icon: 'workflows', component: lazy(() => import('../operations/WorkflowsPage')) },
  { path: 'reconciliation', label: 'Reconciliation', icon: 'reconciliation', component: lazy(() => import('../operations/ReconciliationPage')) },
  { path: 'audit', label: 'Audit', icon: 'audit', component: lazy(() => import('../operations/AuditPage')) },
  { path: 'emails', label: 'E-mails', icon: 'mail', component: lazy(() => import('../operations/EmailsPage')) },
];
