import type { JSX } from 'preact';
import type { Money as MoneyValue, OrderLine } from '../api';
import { Money } from '../design';
import { formatDay, formatMoney } from '../design/format';

/** The lines of an order or a preview, each with what it is made of, and their sum. */
export function OrderLines({ lines, total, totalLabel }: { lines: readonly OrderLine[]; total: MoneyValue; totalLabel: string }): JSX.Element {
  return (
    <dl class="order-lines">
      {lines.map((line, index) => (
        <div key={index} class="order-line">
          <dt>
            {nameOf(line)}
            <ExplainedLine line={line} />
          </dt>
          <dd>
            <Money value={line.amount} />
          </dd>
        </div>
      ))}
      <div class="order-line order-total">
        <dt>{totalLabel}</dt>
        <dd>
          <Money value={total} />
        </dd>
      </div>
    </dl>
  );
}

function nameOf({ description, detail, amount }: OrderLine): string {
  if (detail === null) return description;
  return amount.amount < 0 ? `Given back: ${detail.name}` : detail.name;
}

/** Why it is that much: how many at what price, for which days, and which share of the period they are. */
function ExplainedLine({ line: { detail } }: { line: OrderLine }): JSX.Element | null {
  if (detail === null) return null;
  const { quantity, unitPrice, period, proration } = detail;
  const price = quantity === 1 ? formatMoney(unitPrice) : `${quantity} × ${formatMoney(unitPrice)}`;
  const share = proration === null || proration.days === proration.of ? '' : `, ${proration.days} of ${proration.of} days`;
  return (
    <span class="order-line-detail">
      {price}
      {share} · {formatDay(period.start)} to {formatDay(period.end)}
    </span>
  );
}
