import './invoices.css';
import type { JSX } from 'preact';
import { useAccount } from '../accounts/useAccount';
import { useDownload } from '../api/useDownload';
import { Button, Card, EmptyState, ErrorNotice, Icon, Loaded } from '../design';
import { useAccountId } from '../session/SessionContext';
import { Page } from '../shell/Page';
import { useAddressPart } from '../shell/useAddressPart';
import { InvoiceDialog } from './InvoiceDialog';
import { InvoiceList } from './InvoiceList';

/** What was billed, one by one and as a report. The invoice that is open is in the address. */
export default function InvoicesPage(): JSX.Element {
  const account = useAccount();
  return <Loaded query={account}>{({ kind }) => (kind === 'enterprise' ? <ByContract /> : <Invoices />)}</Loaded>;
}

function Invoices(): JSX.Element {
  const accountId = useAccountId();
  const [open, setOpen] = useAddressPart('invoice');
  const report = useDownload('/api/v1/accounts/{accountId}/invoices/export', { path: { accountId } }, `billing-report-${accountId}.csv`);
  return (
    <Page
      title="Invoices"
      actions={
        <Button isBusy={report.isBusy} onClick={report.save}>
          <Icon name="download" /> Download CSV
        </Button>
      }
    >
      <ErrorNotice error={report.error} />
      <InvoiceList />
      {open !== null && <InvoiceDialog invoiceId={open} onClose={() => setOpen(null)} />}
    </Page>
  );
}

function ByContract(): JSX.Element {
  return (
    <Page title="Invoices">
      <Card>
        <EmptyState icon="contracts" title="Billed by contract">
          Invoices of an enterprise account are not displayed here: they come as your contract says. Ask your account manager for copies.
        </EmptyState>
      </Card>
    </Page>
  );
}
