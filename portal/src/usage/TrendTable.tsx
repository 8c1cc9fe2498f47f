import type { JSX } from 'preact';
import { Table } from '../design';
import { formatNumber } from '../design/format';
import { momentFormat } from './moments';
import type { PlotData } from './plot';

/** What the graph shows, to read and to copy; the newest first. */
export function TrendTable({ points, series, zone, byHour }: PlotData): JSX.Element {
  const { full } = momentFormat(zone, byHour);
  return (
    <div class="trend-table" role="region" aria-label="Usage over time" tabIndex={0}>
      <Table
        caption="Usage over time, the newest first"
        rows={[...points].reverse()}
        rowKey={({ start }) => start}
        columns={[
          { header: byHour ? 'Hour' : 'Day', cell: ({ start }) => <time dateTime={start}>{full(start)}</time> },
          ...series.map(({ id, label }) => ({
            header: label,
            align: 'end' as const,
            cell: (point: PlotData['points'][number]) => formatNumber(point[id] ?? 0),
          })),
        ]}
      />
    </div>
  );
}
