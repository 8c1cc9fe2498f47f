import type { ComponentChildren, JSX } from 'preact';
import type { Invoice, LineDetail, TaxTreatment } from '../api';
import { Money, Table } from '../design';
import { formatDay, formatMoney } from '../design/format';

/** Every line, and how they come to the cost. */
export function InvoiceLines({ invoice }: { invoice: Invoice }): JSX.Element {
  const items = invoice.lines.filter(({ kind }) => kind === 'item');
  const settlements = invoice.lines.filter(({ kind }) => kind !== 'item');
  return (
    <section>
      <div class="invoice-lines">
        <Table
          caption="Lines"
          rows={items.map((line, index) => ({ ...line, index }))}
          rowKey={({ index }) => String(index)}
          columns={[
            {
              header: 'What',
              cell: ({ description, detail }) => (
                <span class="invoice-what">
                  {detail?.name ?? description}
                  {detail && <span class="muted small">{explain(detail)}</span>}
                </span>
              ),
            },
            { header: 'Quantity', align: 'end', cell: ({ detail }) => detail?.quantity ?? '' },
            { header: 'Price', align: 'end', cell: ({ detail }) => detail && <Money value={detail.unitPrice} /> },
            { header: 'Amount', align: 'end', cell: ({ amount }) => <Money value={amount} /> },
          ]}
        />
      </div>
      <dl class="invoice-sums">
        <Sum label="Subtotal" value={<Money value={invoice.subtotal} />} />
        {invoice.taxes.map(({ treatment, taxable, amount }) => (
          <Sum key={taxName(treatment)} label={`${taxName(treatment)} on ${formatMoney(taxable)}`} value={<Money value={amount} />} />
        ))}
        {settlements.map(({ description, amount }) => (
          <Sum key={description} label={description} value={<Money value={amount} />} />
        ))}
        <Sum label={invoice.kind === 'creditNote' ? 'Given back' : 'Total'} value={<Money value={invoice.cost} />} isTotal />
      </dl>
    </section>
  );
}

function Sum({ label, value, isTotal = false }: { label: string; value: ComponentChildren; isTotal?: boolean }): JSX.Element {
  return (
    <div class={isTotal ? 'invoice-total' : undefined}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** When it is for, and how its amount came about. */
function explain({ period, proration, tax, corrects }: LineDetail): string {
  return [
    `${formatDay(period.start)} to ${formatDay(period.end)}`,
    proration && `${proration.days} of ${proration.of} days`,
    tax && taxName(tax),
    corrects && `gives back a charge of invoice ${corrects}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** `VAT 20 % (FR)`; basis points are hundredths of a per cent. */
function taxName({ name, country, basisPoints, isReverseCharge }: TaxTreatment): string {
  return isReverseCharge ? `${name} by reverse charge (${country})` : `${name} ${basisPoints / 100} % (${country})`;
}
