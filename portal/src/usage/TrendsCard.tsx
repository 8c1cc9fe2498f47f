import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { type Query, type UsageTrends } from '../api';
import { useDownload } from '../api/useDownload';
import { Button, Card, ErrorNotice, Icon, Loaded, Segmented } from '../design';
import { useAccountId } from '../session/SessionContext';
import type { TrendsQuery } from './range';
import { seriesOf } from './series';
import { TrendGraph } from './TrendGraph';
import { TrendTable } from './TrendTable';
import { TrendTotals } from './TrendTotals';
import { views, type UsageAddress } from './useUsageAddress';

interface Props {
  trends: Query<UsageTrends>;
  query: TrendsQuery;
  address: UsageAddress;
  zone: string;
  onChange: (change: Partial<UsageAddress>) => void;
}

/** Sessions and agents over time: as a graph, as a table, as a file. */
export function TrendsCard({ trends, query, address, zone, onChange }: Props): JSX.Element {
  const accountId = useAccountId();
  const file = useDownload('/api/v1/accounts/{accountId}/usage/trends', { path: { accountId }, query: { ...query, format: 'csv' } }, `usage-${accountId}.csv`);
  const actions = (
    <>
      <Segmented
        legend="View"
        isLegendHidden
        value={address.view}
        options={views.map(({ id, label }) => ({ value: id, label }))}
        onValue={(view) => onChange({ view })}
      />
      <Button isBusy={file.isBusy} onClick={file.save}>
        <Icon name="download" /> Download CSV
      </Button>
    </>
  );
  return (
    <Card title="Sessions" actions={actions}>
      <ErrorNotice error={file.error} />
      <Loaded query={trends} lines={12}>
        {(found) => <Trends trends={found} isTable={address.view === 'table'} zone={zone} />}
      </Loaded>
    </Card>
  );
}

function Trends({ trends, isTable, zone }: { trends: UsageTrends; isTable: boolean; zone: string }): JSX.Element {
  const data = useMemo(() => ({ points: trends.points, series: seriesOf(trends.points), zone, byHour: trends.granularity === 'hour' }), [trends, zone]);
  return (
    <>
      <TrendTotals trends={trends} series={data.series} isLegend={!isTable} />
      {isTable ? <TrendTable {...data} /> : <TrendGraph {...data} />}
    </>
  );
}
