import type { JSX } from 'preact';
import type { UsageTrends } from '../api';
import { formatNumber } from '../design/format';
import type { Series } from './series';

interface Props {
  trends: UsageTrends;
  series: readonly Series[];
  /** Whether each is shown with its line of the graph. */
  isLegend: boolean;
}

/** All sessions of the range, and the agents at its end: the graph's legend too. */
export function TrendTotals({ trends: { totals, points }, series, isLegend }: Props): JSX.Element {
  return (
    <dl class="trend-totals">
      {series.map((one) => (
        <div key={one.id}>
          <dt>
            {isLegend && <Stroke series={one} />}
            {one.label}
          </dt>
          <dd>{formatNumber(one.id === 'agentCount' ? (points.at(-1)?.agentCount ?? 0) : totals[one.id])}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A piece of the line, in its colour and its strokes. */
export function Stroke({ series: { colour, dash } }: { series: Series }): JSX.Element {
  return (
    <svg class="trend-stroke" viewBox="0 0 24 8" aria-hidden="true">
      <line x1="0" y1="4" x2="24" y2="4" stroke-dasharray={dash.join(' ')} style={{ stroke: `var(${colour})` }} />
    </svg>
  );
}
