import type { JSX } from 'preact';
import { useTimeZone } from '../accounts/useAccount';
import { useGet, type BillingInformation, type Invoice, type InvoiceUsage } from '../api';
import { useDownload } from '../api/useDownload';
import { Badge, Button, Day, Dialog, ErrorNotice, Facts, Icon, Instant, Loaded, Money } from '../design';
import { formatDay, formatNumber } from '../design/format';
import { locale } from '../design/format/locale';
import { useAccountId } from '../session/SessionContext';
import { InvoiceLines } from './InvoiceLines';
import { statusWords, titleOf } from './invoiceWords';

const countries = new Intl.DisplayNames(locale, { type: 'region' });

/** One invoice with every line. */
export function InvoiceDialog({ invoiceId, onClose }: { invoiceId: string; onClose: () => void }): JSX.Element {
  const path = { accountId: useAccountId(), invoiceId };
  const invoice = useGet('/api/v1/accounts/{accountId}/invoices/{invoiceId}', { path });
  const title = invoice.data === null ? 'Invoice' : titleOf(invoice.data);
  const pdf = useDownload('/api/v1/accounts/{accountId}/invoices/{invoiceId}/pdf', { path }, `${title.toLowerCase().replaceAll(' ', '-')}.pdf`);
  return (
    <Dialog
      title={title}
      size="wide"
      onClose={onClose}
      footer={
        <Button variant="primary" isBusy={pdf.isBusy} onClick={pdf.save}>
          <Icon name="download" /> Download PDF
        </Button>
      }
    >
      <div class="stack">
        <ErrorNotice error={pdf.error} />
        <Loaded query={invoice} lines={8}>
          {(found) => <InvoiceBody invoice={found} />}
        </Loaded>
      </div>
    </Dialog>
  );
}

function InvoiceBody({ invoice }: { invoice: Invoice }): JSX.Element {
  const zone = useTimeZone();
  const { label, tone } = statusWords[invoice.paymentStatus];
  return (
    <>
      <Facts
        items={[
          ['Payment status', <Badge tone={tone}>{label}</Badge>],
          ['Cost', <Money value={invoice.cost} />],
          ['Payment method', invoice.paymentMethod ?? 'None'],
          ['Billing date', <Instant value={invoice.billingDate} timeZone={zone} isDayOnly />],
          ...(invoice.dueOn === null ? [] : [['Due on', <Day value={invoice.dueOn} />] as const]),
          ['Order ID', <span class="id">{invoice.orderId ?? 'None'}</span>],
          ...(invoice.corrects.length === 0 ? [] : [['Gives back charges of', invoice.corrects.map((number) => `Invoice ${number}`).join(', ')] as const]),
        ]}
      />
      <InvoiceLines invoice={invoice} />
      {invoice.usage !== null && <UsageBefore {...invoice.usage} />}
      {invoice.billingInformation !== null && <BilledTo {...invoice.billingInformation} />}
    </>
  );
}

function UsageBefore({ period, billingSessions, included, overage }: InvoiceUsage): JSX.Element {
  return (
    <section>
      <h3>Used in the month before</h3>
      <p>
        {formatNumber(billingSessions)} billing sessions from {formatDay(period.start)} to {formatDay(period.end)}. {formatNumber(included)} are included
        {overage > 0 && `; ${formatNumber(overage)} beyond were paid from credits`}.
      </p>
    </section>
  );
}

function BilledTo({ name, email, address, taxId }: BillingInformation): JSX.Element {
  const { line1, line2, postalCode, city, state, country } = address;
  const lines = [name, line1, line2, [postalCode, city].join(' '), state, countries.of(country), taxId && `Tax id ${taxId}`, email];
  return (
    <section>
      <h3>Billed to</h3>
      <address>{lines.map((line) => line && <span key={line}>{line}</span>)}</address>
    </section>
  );
}
