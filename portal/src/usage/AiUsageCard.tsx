import type { JSX } from 'preact';
import { useGet, type AiUsageGroup, type UsageTrends } from '../api';
import { Card, EmptyState, Loaded, Micros, Segmented, Table } from '../design';
import { formatDay, formatNumber, nameOf } from '../design/format';
import { useAccountId } from '../session/SessionContext';
import { groupings, type Grouping, type UsageAddress } from './useUsageAddress';

interface Props {
  /** Whose span of time is asked for. */
  shown: UsageTrends | null;
  address: UsageAddress;
  currency: string;
  onChange: (change: Partial<UsageAddress>) => void;
}

/** What the paid AI features were used for, in the same span of time as the sessions. */
export function AiUsageCard({ shown, address: { groupBy, app }, currency, onChange }: Props): JSX.Element {
  const path = { accountId: useAccountId() };
  const query = shown && { from: shown.from, to: shown.to, groupBy, ...(app !== null && { app }) };
  const usage = useGet('/api/v1/accounts/{accountId}/usage/ai', query && { path, query });
  return (
    <Card
      isFlush
      title="AI usage"
      description="Paid AI features, of the range and app chosen above"
      actions={
        <Segmented
          legend="AI usage by"
          value={groupBy}
          options={groupings.map(({ id, label }) => ({ value: id, label }))}
          onValue={(chosen) => onChange({ groupBy: chosen })}
        />
      }
    >
      <Loaded query={usage} lines={5}>
        {({ groups }) =>
          groups.length === 0 ? (
            <EmptyState icon="usage" title="No AI usage in this range" />
          ) : (
            <AiUsageTable groups={groups} groupBy={groupBy} currency={currency} />
          )
        }
      </Loaded>
    </Card>
  );
}

function AiUsageTable({ groups, groupBy, currency }: { groups: readonly AiUsageGroup[]; groupBy: Grouping; currency: string }): JSX.Element {
  const rows = groupBy === 'day' ? [...groups].reverse() : [...groups].sort((one, other) => other.micros - one.micros);
  const most = Math.max(...rows.map(({ micros }) => micros));
  const count = (header: string, of: (group: AiUsageGroup) => number) => ({
    header,
    align: 'end' as const,
    cell: (group: AiUsageGroup) => formatNumber(of(group)),
  });
  return (
    <Table
      caption={`AI usage by ${groupBy}`}
      rows={rows}
      rowKey={({ key }) => key}
      columns={[
        { header: groupings.find(({ id }) => id === groupBy)!.label, cell: ({ key }) => label(groupBy, key) },
        count('Requests', ({ requests }) => requests),
        count('Input tokens', ({ inputTokens }) => inputTokens),
        count('Output tokens', ({ outputTokens }) => outputTokens),
        {
          header: 'Cost',
          align: 'end',
          cell: ({ micros }) => (
            <span class="share">
              <progress class="share-bar" aria-hidden="true" max={Math.max(1, most)} value={micros} />
              <Micros value={micros} currency={currency} />
            </span>
          ),
        },
      ]}
    />
  );
}

function label(groupBy: Grouping, key: string): string {
  return groupBy === 'day' ? formatDay(key) : groupBy === 'app' ? key : key === '' ? 'None named' : nameOf(key);
}
