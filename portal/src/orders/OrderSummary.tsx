import type { JSX } from 'preact';
import type { Catalog, PlanInformation } from '../api';
import { ErrorNotice, Money, Notice, Segmented, Skeleton } from '../design';
import { formatDay, formatMoney } from '../design/format';
import { partsOf, sumOf, type Draft } from './draft';
import { OrderLines } from './OrderLines';
import type { OrderFormState } from './useOrderForm';

interface Props {
  form: OrderFormState;
  catalog: Catalog;
  information: PlanInformation;
}

/** What it costs now, line by line as the server counts it, and from then on. */
export function OrderSummary({ form, catalog, information }: Props): JSX.Element {
  const { draft, effective, isUnchanged, preview } = form;
  const { data, error, isLoading } = preview;
  const isLater = (effective ?? (data?.status === 'scheduled' ? 'nextRenewal' : 'now')) === 'nextRenewal';
  const start = information.status === 'trialing' ? (information.period?.end ?? null) : information.nextBillingDate;
  return (
    <aside class="order-summary" aria-label="What it costs">
      <h3>What it costs</h3>
      {start !== null && (
        <Segmented
          legend="Takes effect"
          value={isLater ? 'nextRenewal' : 'now'}
          options={[
            { value: 'now', label: 'Now' },
            { value: 'nextRenewal', label: formatDay(start) },
          ]}
          onValue={form.setEffective}
        />
      )}
      <div class="stack-tight" aria-live="polite" aria-busy={isLoading}>
        {isUnchanged && <p class="muted">This is what you have. Change something to see what it costs.</p>}
        {error !== null && (error.code === 'nothing-to-change' ? <p class="muted">This is what you have.</p> : <ErrorNotice error={error} />)}
        {data === null && error === null && !isUnchanged && <Skeleton lines={4} />}
        {data !== null && (
          <div class={isLoading ? 'order-costs order-costs-old' : 'order-costs'}>
            {data.status === 'scheduled' ? <Scheduled start={start} /> : <OrderLines lines={data.lines} total={data.total} totalLabel="To pay now" />}
            {data.total.amount < 0 && (
              <p class="muted small">{formatMoney({ ...data.total, amount: -data.total.amount })} stay on your account and pay the next invoices.</p>
            )}
          </div>
        )}
      </div>
      <RegularCost draft={draft} catalog={catalog} />
    </aside>
  );
}

function Scheduled({ start }: { start: string | null }): JSX.Element {
  return (
    <Notice tone="info" title="Nothing is charged now.">
      <p>The change is planned{start === null ? '' : ` for ${formatDay(start)}`}, and is charged then.</p>
    </Notice>
  );
}

/** By the catalog, period after period. */
function RegularCost({ draft, catalog }: { draft: Draft; catalog: Catalog }): JSX.Element | null {
  const parts = partsOf(draft, catalog);
  const currency = parts[0]?.price.currency;
  if (currency === undefined) return null;
  return (
    <p class="order-regular">
      <span class="muted">Every {draft.interval}, before tax</span>
      <strong>
        <Money value={sumOf(parts, currency)} />
      </strong>
    </p>
  );
}
