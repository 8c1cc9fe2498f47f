import type { JSX } from 'preact';
import { useLocation } from 'preact-iso';
import { useTimeZone } from '../accounts/useAccount';
import { useList } from '../api';
import { Badge, Card, EmptyState, Instant, ListTable, Money } from '../design';
import { useAccountId } from '../session/SessionContext';
import { statusWords, titleOf } from './invoiceWords';

/** The report's five columns, and the way to each invoice. */
export function InvoiceList(): JSX.Element {
  const zone = useTimeZone();
  const { path } = useLocation();
  const invoices = useList('/api/v1/accounts/{accountId}/invoices', { path: { accountId: useAccountId() }, query: { limit: 20 } });
  return (
    <Card isFlush>
      <ListTable
        list={invoices}
        lines={8}
        empty={
          <EmptyState icon="invoices" title="No invoices yet">
            The first one comes with the first order.
          </EmptyState>
        }
        caption="Invoices and credit notes, the newest first"
        rowKey={({ invoiceId }) => invoiceId}
        columns={[
          { header: 'Order ID', cell: ({ orderId }) => <span class="id">{orderId ?? 'None'}</span> },
          { header: 'Billing date', cell: ({ billingDate }) => <Instant value={billingDate} timeZone={zone} isDayOnly /> },
          { header: 'Cost', align: 'end', cell: ({ cost }) => <Money value={cost} /> },
          { header: 'Payment method', cell: ({ paymentMethod }) => paymentMethod ?? 'None' },
          {
            header: 'Payment status',
            cell: ({ paymentStatus }) => <Badge tone={statusWords[paymentStatus].tone}>{statusWords[paymentStatus].label}</Badge>,
          },
          {
            header: 'Invoice',
            cell: (invoice) => (
              <a href={`${path}?invoice=${invoice.invoiceId}`} aria-label={titleOf(invoice)}>
                {invoice.number}
              </a>
            ),
          },
        ]}
      />
    </Card>
  );
}
